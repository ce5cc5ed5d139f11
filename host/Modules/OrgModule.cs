namespace OrgWork.Host;

/// <summary>The host's own registers and pages, as a module: same registers, same permissions, same gate. It cannot be switched off.</summary>
static class OrgModule
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
        Menu = [new("机构", "units", "org.units.read")],
    };

    public static readonly IReadOnlyList<Register> Registers = LoadedModule.Check(Manifest, [Units]);

    static Register Units => new()
    {
        Id = "units", Title = "机构", Noun = "机构", Counter = "个", Table = "unit",
        ReadPermission = "org.units.read", WritePermission = "org.units.edit",
        Fields =
        [
            Field.Name("name", "机构名称") with { MaxLength = 100 },
            Field.Text("short_name", "简称").Listed(),
            Field.Text("code", "机构编码", 40).Listed(),
            Field.Text("kind", "机构类别", 40).Required().Listed().Filter(),
            Field.Unit("parent_id", "上级机构").Listed(),
            Field.Date("established_on", "成立日期").Past(),
            Field.LongText("remark", "备注"),
        ],
    };
}
