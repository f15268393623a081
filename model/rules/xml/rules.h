// model/rules/xml/rules.h - The XML layer, virnet's own limits, and releases between two verified
// ones.
#pragma once

#include "model/rules/rule_row.h"

namespace virnet::internal {

inline constexpr RuleRow kXmlRules[] = {
    {.code = "XML-SYNTAX-001",
     .title = "not well-formed XML",
     .explanation = "libvirt hands the text to libxml2 before it looks at anything else. A tag "
                    "that is not closed, a bare ampersand or an undefined entity ends it there, "
                    "with one message for the whole document.",
     .evidence = "error 35",
     .bad = "<bridge name='br0'>",
     .good = "<bridge name='br0'/>"},
    {.code = "XML-EPI-001",
     .title = "text or a second element after the root",
     .explanation = "A document is one element. Two networks in one file are refused, as is a "
                    "stray character behind </network>.",
     .evidence = "error 35",
     .bad = "<network><name>n</name></network><network/>",
     .good = "<network><name>n</name></network><!-- a comment may follow -->"},
    {.code = "XML-EPI-003",
     .validity = {.xml_since = XmlLibrary::V2_15},
     .title = "anything after the root of a document with a namespace error",
     .explanation = "Once it has met a malformed name, namespace or id, libxml2 2.15 (libvirt "
                    "12.8) stops looking behind the root, and older ones refuse. virnet refuses in "
                    "all releases: what nobody reads should not be in a document.",
     .evidence = "quirk 15; docs/compat.md",
     .bad = "<network><u:x/><name>n</name></network>junk",
     .good = "<network><name>n</name></network>"},
    {.code = "XML-DECL-001",
     .title = "white space before the declaration",
     .explanation = "<?xml must be the very first bytes, after a byte order mark at most. Editors "
                    "and templates like to put an empty line before it.",
     .evidence = "error 35",
     .bad = " <?xml version='1.0'?><network><name>n</name></network>",
     .good = "<?xml version='1.0'?><network><name>n</name></network>"},
    {.code = "XML-DECL-002",
     .title = "version that is not 1.0, 1.1 or another 1.x",
     .explanation =
         "The version must be 1, a dot and digits. Anything with 1. passes and changes nothing.",
     .evidence = "error 35",
     .bad = "<?xml version='2.0'?><network><name>n</name></network>",
     .good = "<?xml version='1.1'?><network><name>n</name></network>"},
    {.code = "XML-DECL-003",
     .title = "standalone that is neither yes nor no",
     .explanation = "The declaration takes standalone='yes' or 'no' in lower case; neither means "
                    "anything to libvirt.",
     .evidence = "error 35",
     .bad = "<?xml version='1.0' standalone='YES'?><network><name>n</name></network>",
     .good = "<?xml version='1.0' standalone='yes'?><network><name>n</name></network>"},
    {.code = "XML-IN-007",
     .title = "malformed encoding name",
     .explanation =
         "An encoding begins with a letter and goes on with letters, digits and ._- only.",
     .evidence = "error 35",
     .bad = "<?xml version='1.0' encoding='8bit'?><network><name>n</name></network>",
     .good = "<?xml version='1.0' encoding='utf-8'?><network><name>n</name></network>"},
    {.code = "XML-IN-005",
     .title = "unknown encoding name",
     .explanation = "libvirt up to 11.3 reads UTF-8 whatever encoding is declared, but refuses a "
                    "name that it does not know; 12.8 converts.",
     .evidence = "error 35",
     .bad = "<?xml version='1.0' encoding='no-such'?><network><name>n</name></network>",
     .good = "<?xml version='1.0' encoding='utf-8'?><network><name>n</name></network>"},
    {.code = "XML-IN-006",
     .validity = {.xml_since = XmlLibrary::V2_15},
     .title = "UTF-16 declared over 8-bit text",
     .explanation = "12.8 honours the declared encoding, and text in 8-bit characters is none in "
                    "UTF-16. Older releases ignore the declaration. Real UTF-16 never works: it "
                    "ends at its first NUL byte.",
     .evidence = "error 35",
     .bad = "<?xml version='1.0' encoding='utf-16'?><network><name>n</name></network>",
     .good = "<?xml version='1.0' encoding='utf-8'?><network><name>n</name></network>"},
    {.code = "XML-IN-008",
     .validity = {.xml_since = XmlLibrary::V2_15},
     .title = "text that the declared encoding does not have",
     .explanation = "12.8 converts from the declared encoding and refuses bytes that are none of "
                    "it, for instance a letter with accent under us-ascii. Older releases read "
                    "UTF-8 whatever is declared.",
     .evidence = "quirk 10",
     .good = "<?xml version='1.0' encoding='us-ascii'?><network><name>n</name></network>"},
    {.code = "XML-NS-003",
     .validity = {.xml_gone = XmlLibrary::V2_15},
     .title = "second colon followed by a character that begins no name",
     .explanation = "Up to 11.3 (libxml2 2.9) x:a:1 is refused where x: is declared; 12.8 takes "
                    "the whole as a name without prefix.",
     .evidence = "error 35",
     .bad = "<x:a:1 xmlns:x='u'/>",
     .good = "<x:a xmlns:x='u'/>"},
    {.code = "XML-NS-006",
     .title = "the same attribute twice",
     .explanation = "Two attributes of one element may not have the same name as written, even if "
                    "libvirt reads neither.",
     .evidence = "error 35",
     .bad = "<bridge name='a' name='b'/>",
     .good = "<bridge name='a' zone='b'/>"},
    {.code = "XML-NAME-001",
     .title = "a name with characters that only XML 1.0 fifth edition allows",
     .explanation =
         "libxml2 takes names from the fifth edition of XML 1.0, Expat from the fourth. No name "
         "that libvirt knows has such a character, so virnet refuses them on purpose.",
     .evidence = "quirk 33; docs/compat.md",
     .bad = "<Ͱ/>",
     .good = "<name2/>"},
    {.code = "XML-DEPTH-001",
     .title = "elements nested too deeply",
     .explanation = "libxml2 2.15 (12.8) stops at a depth of 256, older ones at 257, whatever the "
                    "elements are.",
     .evidence = "quirk 12, error 35",
     .good = "<metadata><a xmlns='urn:a'><b/></a></metadata>"},
    {.code = "XML-SIZE-001",
     .title = "a name or value larger than libxml2 takes",
     .explanation = "libxml2 refuses names beyond 50,000 bytes and values, comments, instructions "
                    "and CDATA sections beyond 10,000,000.",
     .evidence = "quirk 13, error 35",
     .good = "<bridge name='br0'/>"},
    {.code = "XML-DTD-001",
     .title = "a document type with an internal subset or an external identifier",
     .explanation = "Entities are the classic way to make a small document large, and no network "
                    "document needs one. libvirt reads them; virnet refuses on purpose. A bare "
                    "<!DOCTYPE network> passes.",
     .evidence = "quirks 16 to 19; docs/compat.md",
     .bad = "<!DOCTYPE network [<!ENTITY e 'x'>]><network><name>n</name></network>",
     .good = "<!DOCTYPE network><network><name>n</name></network>"},
    {.code = "LIMIT-BYTES",
     .title = "the document is larger than the limit",
     .explanation = "virnet reads at most Limits::max_bytes, 256 MiB unless told otherwise. "
                    "libvirt's remote protocol carries 4 MiB, virsh reads 10 MiB.",
     .evidence = "docs/compat.md",
     .good = "<bridge name='br0'/>"},
    {.code = "LIMIT-DEPTH",
     .title = "elements nested deeper than the limit",
     .explanation = "virnet follows at most Limits::max_depth levels of elements, as many as "
                    "libxml2 unless told otherwise.",
     .evidence = "docs/compat.md",
     .good = "<bridge name='br0'/>"},
    {.code = "LIMIT-ATTRIBUTES",
     .title = "an element with more attributes than the limit",
     .explanation = "virnet takes at most Limits::max_attributes attributes on one element, 1,000 "
                    "unless told otherwise. No known element has more than eight.",
     .evidence = "docs/compat.md",
     .good = "<bridge name='br0'/>"},
    {.code = "LIMIT-MEMORY",
     .title = "the document takes more memory than the limit",
     .explanation = "Reading takes at most Limits::max_memory times the bytes of the document and "
                    "1 MiB, 4 times unless told otherwise. Usual documents take up to 3 times; "
                    "only thousands of <ip> or <portgroup> elements with hardly anything in them, "
                    "or a tag, value or comment of half a million bytes, take more.",
     .evidence = "docs/compat.md",
     .good = "<bridge name='br0'/>"},
    {.code = "LIMIT-DIAGNOSTICS",
     .title = "more problems than the limit",
     .explanation = "Only Limits::max_diagnostics problems are listed, 64 unless told otherwise. "
                    "The errors come first; mend them and look again.",
     .evidence = "include/virnet/limits.h",
     .good = "<bridge name='br0'/>"},
    {.code = "RELEASE-UNKNOWN",
     .title = "what the release makes of this is not known",
     .explanation =
         "The release lies between two that were compared with a real libvirt, and these do not "
         "agree: one refuses what the other accepts, or they print the document differently. In "
         "which release libvirt changed is not known. Write the document so that both accept it, "
         "or ask for one of the two.",
     .evidence = "the verified releases, include/virnet/release.h",
     .bad = "<ip address='10.0.0.1' netmask='255.255.255.0'><dhcp><bootp/></dhcp></ip>",
     .good = "<ip address='10.0.0.1' netmask='255.255.255.0'><dhcp><bootp file='b'/></dhcp></ip>"},
};

}  // namespace virnet::internal
