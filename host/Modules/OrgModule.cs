using System.Reflection;

namespace OrgWork.Host;

/// <summary>The host's own registers and pages, as a module: same registers, same permissions, same gate. It cannot be switched off.</summary>
static class OrgModule
{
    public static readonly ModuleManifest Manifest = new()
    {
        Id = "org",
        Name = "管理",
        Summary = "机构、账号、区划、模块与操作记录",
        Version = typeof(OrgModule).Assembly.GetCustomAttribute<AssemblyInformationalVersionAttribute>()!.InformationalVersion,
        ContractVersion = ModuleManifest.Contract,
        Order = 900,
        Permissions =
        [
            new("org.units.read", "查看机构"), new("org.units.edit", "修改机构"),
            new("org.accounts.read", "查看账号与授权"), new("org.accounts.edit", "建立、修改、停用账号"), new("org.accounts.secure", "解锁、重置口令、结束登录"), new("org.grants.edit", "授予和收回角色"),
            new("org.roles.read", "查看角色"), new("org.roles.edit", "修改角色的权限"),
            new("org.localities.read", "查看区划"), new("org.localities.edit", "调整区划"),
            new("org.holidays.read", "查看节假日"), new("org.holidays.edit", "录入节假日"),
            new("org.modules.read", "查看模块开关"), new("org.modules.edit", "开关模块"),
            new("org.api.read", "查看数据接口"), new("org.api.edit", "发放、吊销数据接口的密钥"),
            new("org.audit.read", "查看普通用户的操作记录"), new("org.audit.admins", "查看管理员的操作记录"),
        ],
        Menu =
        [
            new("区划", "localities", "org.localities.read"), new("机构", "units", "org.units.read"), new("账号与授权", "accounts", "org.accounts.read"), new("角色", "roles", "org.roles.read"),
            new("节假日", "holidays", "org.holidays.read"), new("模块开关", "modules", "org.modules.read"), new("事件", "events", "org.modules.read"), new("数据接口", "api", "org.api.read"), new("操作记录", "audit", "org.audit.read"),
        ],
    };

    public static readonly IReadOnlyList<Register> Registers = LoadedModule.Check(Manifest, [Units]);

    public static readonly IReadOnlyList<Job> Jobs = [new Tidying()];

    static Register Units => new()
    {
        Id = "units", Title = "机构", Noun = "机构", Counter = "个", Table = "unit",
        KeepsHistory = true, EndedColumn = "abolished_on",
        Actions = [new("并入其他机构…", "org/units/merge", "org.units.edit", IsForOne: true, Writes: true)],
        ReadPermission = "org.units.read", WritePermission = "org.units.edit",
        Fields =
        [
            Field.Name("name", "机构名称") with { MaxLength = 100 },
            Field.Text("short_name", "简称").Listed(),
            Field.Text("code", "机构编码", 40).Listed(),
            Field.Code("kind", "机构类别", StandardCodes.UnitKind).Required().Listed().Filter(),
            Field.Unit("parent_id", "上级机构").Listed(),
            Field.Date("established_on", "成立日期").Past(),
            Field.Date("abolished_on", "撤销日期").Filter().Past().Hinted("填了即不再在册，历史名册仍有"),
            Field.Unit("merged_into_id", "并入机构"),
            Field.LongText("remark", "备注"),
        ],
    };
}
