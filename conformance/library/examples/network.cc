#include <virnet/write.h>

#include <iostream>

#include "conformance/library/sample.h"

TEST(HeaderExamples, Network) {
  const std::string_view bytes = virnet::sample::kNetwork;
  // EXAMPLE
  ASSERT_TRUE(changed);
  EXPECT_EQ(virnet::write(*changed),
            "<network>\n"
            "  <name>lab</name>\n"
            "  <forward mode='nat'/>\n"
            "  <bridge name='virbr0' stp='on' delay='0' macTableManager='libvirt'/>\n"
            "  <ip address='192.168.7.1' prefix='24'>\n"
            "    <dhcp>\n"
            "      <host mac='52:54:00:00:00:07' name='web' ip='192.168.7.7'/>\n"
            "    </dhcp>\n"
            "  </ip>\n"
            "  <portgroup name='guests' default='yes'>\n"
            "  </portgroup>\n"
            "</network>\n");
}
