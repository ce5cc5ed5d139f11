# What the commands share. Sourced, not run.

root=$(cd "$(dirname "${BASH_SOURCE[0]}")/.." && pwd)
artifacts=$root/.artifacts
host=$artifacts/bin/OrgWork.Host/release/OrgWork.Host.dll
modules=$artifacts/modules
export DOTNET_CLI_TELEMETRY_OPTOUT=1 DOTNET_NOLOGO=1

say() { printf '%s\n' "$*" >&2; }
fail() { say "$*"; exit 1; }

# --- what the machine must have -------------------------------------------------------------------------------------

find_sdk() {
    # where the installer of .NET puts it, often without a word to PATH
    if ! command -v dotnet >/dev/null && [[ -x ${HOME:-}/.dotnet/dotnet ]]; then
        export DOTNET_ROOT=$HOME/.dotnet PATH=$HOME/.dotnet:$PATH
    fi
    command -v dotnet >/dev/null || fail "没有找到 .NET SDK 10。请从 .NET 官方网站下载安装（也可以用它的 dotnet-install 脚本），装好后 dotnet --version 应显示 10.0.x，再重新运行。"
    [[ $'\n'$(dotnet --list-sdks) == *$'\n10.'* ]] || fail "需要 .NET SDK 10，现有的是：$(dotnet --list-sdks | cut -d' ' -f1 | paste -sd' ')。请从 .NET 官方网站下载安装 10.0.x，再重新运行。"
}

has_postgres() {
    local folder
    for folder in /usr/lib/postgresql/*/bin; do
        [[ -x $folder/initdb && $(basename "$(dirname "$folder")") -ge 15 ]] && return
    done
    command -v initdb >/dev/null && [[ $(initdb --version | grep -oE '[0-9]+' | head -1) -ge 15 ]]
}
# a script below sbin: outside root's PATH it is not found by name
# and read to its end: a reader that leaves early makes it fail
has_library() { [[ $(ldconfig -p 2>/dev/null || /sbin/ldconfig -p) == *"$1"* ]]; }
has_fonts() { compgen -G '/usr/share/fonts/opentype/noto/NotoSansCJK*' >/dev/null || { command -v fc-list >/dev/null && [[ -n $(fc-list :lang=zh-cn) ]]; }; }

missing=()
# need PACKAGE PROOF…: the package is missing unless the proof holds
need() {
    local package=$1
    shift
    "$@" >/dev/null 2>&1 || missing+=("$package")
}

need_for_building() {
    need ca-certificates test -e "${SSL_CERT_FILE:-/etc/ssl/certs/ca-certificates.crt}"
    [[ -f $artifacts/assets/stamp ]] || { need nodejs command -v node; need npm command -v npm; }
    # .NET's own need, for the order of Chinese names among others
    has_library libicuuc || missing+=("$(apt-cache search --names-only '^libicu[0-9]+$' 2>/dev/null | cut -d' ' -f1 | sort -V | tail -1 | grep . || echo libicu-dev)")
}

install_missing() {
    ((${#missing[@]})) || return 0
    local packages="${missing[*]}"
    command -v apt-get >/dev/null || fail "本机缺少：$packages。这里不是 Debian 或 Ubuntu，请用系统自带的软件管理工具装上同样的软件，再重新运行。"
    local sudo=()
    if ((EUID != 0)); then
        command -v sudo >/dev/null || fail "本机缺少：$packages。请管理员执行：apt-get install $packages，再重新运行。"
        sudo=(sudo)
        # nobody is there to type a password
        [[ -t 0 ]] || sudo+=(-n)
        "${sudo[@]}" true || fail "本机缺少：$packages，没有 sudo 权限不能安装。请管理员执行：apt-get install $packages，再重新运行。"
    fi
    say "正在安装：$packages ……"
    mkdir -p "$artifacts"
    if ! install_packages >"$artifacts/apt.log" 2>&1; then
        tail -n 20 "$artifacts/apt.log" >&2
        fail "没有装上：$packages。请检查网络和软件源，或手工执行：apt-get install $packages。全部输出在 $artifacts/apt.log"
    fi
    missing=()
}

apt() { "${sudo[@]}" env DEBIAN_FRONTEND=noninteractive apt-get -y -q -o DPkg::Lock::Timeout=300 -o Dpkg::Use-Pty=0 "$@" </dev/null; }

# with the caller's sudo and packages
install_packages() {
    local settings=/etc/postgresql-common/createcluster.conf
    compgen -G '/var/lib/apt/lists/*_Packages*' || apt update || return
    if [[ " $packages " == *' postgresql '* ]]; then
        # Debian would make and start a server of its own, which nobody here needs. The settings may be there already, after an attempt that failed half way.
        install_or_update postgresql-common || return
        [[ -e $settings.kept ]] || "${sudo[@]}" cp "$settings" "$settings.kept" || return
        printf 'create_main_cluster = false\n' | "${sudo[@]}" tee -a "$settings" || return
        # shellcheck disable=SC2086
        install_or_update $packages
        local code=$?
        "${sudo[@]}" mv "$settings.kept" "$settings"
        return $code
    fi
    # shellcheck disable=SC2086
    install_or_update $packages
}

# a list from last month names versions that are gone
install_or_update() { apt install --no-install-recommends "$@" || { apt update && apt install --no-install-recommends "$@"; }; }

# --- building -------------------------------------------------------------------------------------------------------

# build_when_older STAMP LABEL SOLUTION FOLDER…: builds unless nothing in the folders is newer than the last time
build_when_older() {
    local stamp=$artifacts/$1.stamp label=$2 solution=$3
    shift 3
    "$root/build/assets/make" >&2
    if [[ -f $stamp && -f $host && -z $(find "${@/#/$root/}" "$root/OrgWork.sln" -newer "$stamp" -print -quit) ]]; then return; fi
    say "正在编译$label（第一次要一两分钟）……"
    # before, not after: what is saved while the compiler runs counts for the next time
    touch "$stamp.new"
    if ! dotnet build "$solution" -c Release --nologo -v:quiet --tl:off -nodeReuse:false >"$artifacts/build.log" 2>&1; then
        { grep -E '(error|warning) [A-Z]+[0-9]+' "$artifacts/build.log" || tail -n 20 "$artifacts/build.log"; } | sed "s|$root/||g" | sort -u >&2
        fail "编译没有通过，原因见上；全部输出在 $artifacts/build.log"
    fi
    mv "$stamp.new" "$stamp"
}

# Everything of the solution but the tests, whose packages a person who only wants to run need not fetch.
build_product() {
    mkdir -p "$artifacts"
    local projects
    projects=$(sed -nE 's/^Project\(.*, "([^"]+\.csproj)", .*/\1/p' "$root/OrgWork.sln" | tr '\\' '/' | grep -v '^tests/' | sed 's/.*/"&"/' | paste -sd,)
    printf '{ "solution": { "path": "../OrgWork.sln", "projects": [%s] } }\n' "$projects" >"$artifacts/product.slnf"
    build_when_older product '' "$artifacts/product.slnf" host shared modules build
}

# --- running --------------------------------------------------------------------------------------------------------

# Beside the sources where the database's account can go there; as root that is often not so.
default_data() {
    if [[ -n ${ORGWORK_DATA:-} ]]; then printf '%s' "$ORGWORK_DATA"
    elif ((EUID != 0)) || setpriv --reuid=postgres --regid=postgres --init-groups test -x "$root" 2>/dev/null; then printf '%s' "$root/.data"
    else printf /var/lib/orgwork
    fi
}
