# bash completion for virnet(1)

_virnet() {
  local cur=${COMP_WORDS[COMP_CWORD]} prev=${COMP_WORDS[COMP_CWORD - 1]} verb=${COMP_WORDS[1]-}
  local common='--help --libvirt --color --quiet' bridge='--guests --port --paused --live --live-root --harden --harden-uplink --netns --format'
  local files='--iproute2 --state'
  local words=

  # --option=value arrives as three words.
  if [[ $cur == = ]]; then
    cur=
  elif [[ $prev == = ]]; then
    prev=${COMP_WORDS[COMP_CWORD - 2]}
  fi

  if ((COMP_CWORD == 1)); then
    mapfile -t COMPREPLY < <(compgen -W 'fmt lint explain conform plan apply check watch --help --version' -- "$cur")
    return
  fi
  case $prev in
    --libvirt) words='7.0 9.0 11.3 12.8' ;;
    --color) words='auto always never' ;;
    --format)
      case $verb in
        conform) words='text tap junit json markdown html' ;;
        explain) words='text json markdown' ;;
        lint) words='text json sarif junit github' ;;
        check) words='text json junit' ;;
        *) words='text json' ;;
      esac
      ;;
    --guests | --paused)
      compopt -o filenames
      mapfile -t COMPREPLY < <(compgen -d -- "$cur"; compgen -f -X '!*.xml' -- "$cur")
      return
      ;;
    --harden-uplink | --port)
      mapfile -t COMPREPLY < <(compgen -W "$(ls /sys/class/net)" -- "$cur")
      return
      ;;
    --kernel) words='host bullseye bookworm trixie forky all' ;;
    --netns)
      mapfile -t COMPREPLY < <(compgen -W "$(ls /run/netns 2>/dev/null)" -- "$cur")
      return
      ;;
    --state | --output)
      compopt -o filenames
      mapfile -t COMPREPLY < <(compgen -f -- "$cur")
      return
      ;;
    -o | --output-dir | --iproute2 | --live-root)
      compopt -o filenames
      mapfile -t COMPREPLY < <(compgen -d -- "$cur")
      return
      ;;
    *)
      if [[ $cur == -* ]]; then
        case $verb in
          fmt) words="$common --in-place --output-dir --check --diff --lossy" ;;
          lint) words="$common --define --diff --fix --format --ignore --strict --sysfs" ;;
          explain) words="$common --all --format" ;;
          conform) words="$common --format --kernel --no-kvm --list --only --skip --repeat --seed --keep" ;;
          plan) words="$common $bridge $files --output" ;;
          check) words="$common $bridge $files" ;;
          apply) words="$common $bridge --dry-run" ;;
          watch) words="$common $bridge --repair" ;;
        esac
      fi
      ;;
  esac
  if [[ $words ]]; then
    mapfile -t COMPREPLY < <(compgen -W "$words" -- "$cur")
    return
  fi
  compopt -o filenames
  mapfile -t COMPREPLY < <(compgen -d -- "$cur"; compgen -f -X '!*.xml' -- "$cur")
}
complete -F _virnet virnet
