namespace OrgWork.Host;

/// <summary>The host's own registers and pages, as a module: same registers, same permissions, same gate. It cannot be switched off.</summary>
sealed class OrgModule : Module
{
    public static readonly ModuleManifest Manifest = new()
    {
        Id = "org",
        Name = "管理",
        Summary = "机构、账号、区划、模块与操作记录",
        Version = typeof(OrgModule).Assembly.GetName().Version!.ToString(3),
        ContractVersion = ModuleManifest.Contract,
        Order = 900,
        Permissions =
        [
            new("org.units.read", "查看机构"), new("org.units.edit", "修改机构"),
            new("org.accounts.read", "查看账号与授权"), new("org.accounts.edit", "管理账号"), new("org.grants.edit", "授予和收回角色"),
            new("org.localities.read", "查看区划"), new("org.localities.edit", "调整区划"),
            new("org.modules.read", "查看模块开关"), new("org.modules.switch", "开关模块"),
            new("org.audit.read", "查看操作记录"),
        ],
    };
}
