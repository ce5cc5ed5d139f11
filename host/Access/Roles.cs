using Npgsql;

namespace OrgWork.Host;

/// <summary>
/// The roles every deployment starts with. The host knows no module, so a module's manifest names the roles each permission is meant for;
/// here stand only the platform's own permissions and two patterns: <c>*.read</c> to look at everything there is but what a module calls confidential, <c>~</c> whatever names no role (local programmes).
/// </summary>
static class Roles
{
    public const string SystemAdmin = "system_admin", SecurityAdmin = "security_admin", Auditor = "auditor", LocalAdmin = "local_admin", Branch = "branch_secretary", Member = "party_member", Self = "cadre_self", TalentSelf = "talent_self", UnitClerk = "unit_clerk";

    /// <param name="Grants">which roles its holders may give to others</param>
    /// <param name="Leads">the role whose work this one also does</param>
    public sealed record BuiltIn(string Id, string Name, string Summary, string[] Permissions, bool IsGuardian = false, string[]? Grants = null, string? Leads = null);

    static readonly string[] Business = ["leader", "cadre_section", "cadre_head", "archive_keeper", "organisation_section", "talent_office", "general_office", "programme_office", "township", Branch, Member, UnitClerk, Self, TalentSelf, "reader"];

    public static readonly IReadOnlyList<BuiltIn> All =
    [
        // 三员: none of them sees business data (GB/T 22239-2019, 8.1.5; 8.1.4.2 d).
        new(SystemAdmin, "系统管理员", "区划、机构、模块、账号的建立与停用；不看业务数据，不授权", ["org.localities.*", "org.units.*", "org.holidays.*", "org.modules.*", "org.accounts.read", "org.accounts.edit", "org.audit.read"], IsGuardian: true),
        new(SecurityAdmin, "安全保密管理员", "授权、解锁、重置口令、角色的权限、数据接口的密钥、普通用户的操作记录；不看业务数据", ["org.accounts.read", "org.accounts.secure", "org.grants.edit", "org.roles.*", "org.api.*", "org.localities.read", "org.audit.read"], IsGuardian: true, Grants: [SystemAdmin, SecurityAdmin, Auditor, LocalAdmin, .. Business]),
        new(Auditor, "安全审计员", "全部操作记录，包括管理员的；不看业务数据，不改任何设置", ["org.audit.*", "org.accounts.read", "org.roles.read", "org.api.read", "org.localities.read", "org.modules.read"], IsGuardian: true),
        new(LocalAdmin, "本级管理员", "受委托在本级和下级建账号、授予业务角色；不能授予三员", ["org.accounts.*", "org.grants.edit", "org.roles.read", "org.localities.read", "org.units.*", "org.holidays.read", "org.modules.read"], Grants: Business),
        new("leader", "部领导", "看全部业务", ["*.read", "org.units.read"]),
        new("cadre_section", "干部科", "办干部工作，看其他业务", ["*.read", "org.units.*"]),
        // Who prepares does not decide: two hands, as the regulations have it.
        new("cadre_head", "干部科负责人", "办干部工作，并登记批准、决定、认定，调整规则参数", [], Leads: "cadre_section"),
        new("archive_keeper", "档案管理员", "管理干部人事档案，看干部名册；不办任免和考核", ["org.units.read"]),
        new("organisation_section", "组织科", "办基层党建，看其他业务", ["*.read", "org.units.read"]),
        new("talent_office", "人才办", "办人才工作", ["org.units.read"]),
        new("general_office", "办公室", "办部门要点任务，看其他业务", ["*.read", "org.units.*"]),
        new("programme_office", "专项管理", "办专项工作和本地模块", ["~", "org.units.read"]),
        new("township", "乡镇组织委员", "填报本乡镇党组织、党员、任务和专项", ["~", "org.units.read"]),
        new(Branch, "支部书记", "办一个党组织（及其下级）的组织生活，看它的党员；授权时指定党组织", []),
        new(Member, "党员", "看本人的党员档案、党费、学习和组织生活，提更正申请；授权时指定所在党支部", []),
        new(UnitClerk, "单位人事干部", "看本单位的干部名册，改本单位管理的，对上级管理的提更正建议；授权时指定单位", []),
        new(Self, "干部本人", "看本人的干部档案和考核结果，交述职报告，提更正申请和复核；授权时指定工作单位所在地", []),
        new(TalentSelf, "人才和用人单位", "用人才线上平台：看政策、岗位、活动和本人（本单位）的档案，申报、提诉求；授权时指定所在地", []),
        new("reader", "查询员", "只看不改", ["*.read", "org.units.read"]),
    ];

    public static bool Fits(BuiltIn role, Permission permission) =>
        permission.Roles.Contains(role.Id) || role.Permissions.Any(pattern => Fits(pattern, permission)) || role.Leads is { } led && Fits(All.First(one => one.Id == led), permission);

    static bool Fits(string pattern, Permission permission)
    {
        var isOwn = permission.Id.StartsWith("org.", StringComparison.Ordinal);
        return pattern switch
        {
            "*.read" => !isOwn && !permission.IsConfidential && permission.Id.EndsWith(".read", StringComparison.Ordinal),
            "~" => !isOwn && permission.Roles.Count == 0,
            _ when pattern.EndsWith(".*", StringComparison.Ordinal) => permission.Id.StartsWith(pattern[..^1], StringComparison.Ordinal),
            _ => pattern == permission.Id,
        };
    }

    /// <summary>Makes roles that are missing and offers them the permissions they have not seen. What administrators took away stays away.</summary>
    public static async Task SeedAsync(NpgsqlDataSource core, IEnumerable<ModuleManifest> modules, CancellationToken stop)
    {
        await using var connection = await core.OpenConnectionAsync(stop);
        await using var transaction = await connection.BeginTransactionAsync(stop);
        await RunAsync("select pg_advisory_xact_lock(hashtext('orgwork roles seed'))");
        var made = new HashSet<string>();
        for (var i = 0; i < All.Count; i++)
            if (await RunAsync("insert into org.role (id, name, summary, rank_order, is_guardian) values ($1, $2, $3, $4, $5) on conflict (id) do nothing", All[i].Id, All[i].Name, All[i].Summary, (i + 1) * 10, All[i].IsGuardian) > 0) made.Add(All[i].Id);
        foreach (var role in All)
            await RunAsync("insert into org.role_grantable (role_id, grantable_id) select $1, unnest($2) on conflict do nothing", role.Id, role.Grants ?? []);

        var known = new HashSet<string>();
        await using (var read = new NpgsqlCommand("select permission from org.permission_offered", connection))
        await using (var rows = await read.ExecuteReaderAsync(stop))
            while (await rows.ReadAsync(stop)) known.Add(rows.GetString(0));
        var all = modules.SelectMany(module => module.Permissions).ToArray();
        var fresh = all.Where(permission => !known.Contains(permission.Id)).ToArray();
        if (fresh.Length > 0 || made.Count > 0)
        {
            // A role that comes with a new version has seen none of them.
            var offers = All.SelectMany(role => (made.Contains(role.Id) ? all : fresh).Where(permission => Fits(role, permission)).Select(permission => (Role: role.Id, Permission: permission.Id))).ToList();
            await RunAsync("insert into org.role_permission (role_id, permission) select * from unnest($1, $2) on conflict do nothing", offers.Select(o => o.Role).ToArray(), offers.Select(o => o.Permission).ToArray());
            await RunAsync("insert into org.permission_offered (permission) select unnest($1) on conflict do nothing", [fresh.Select(permission => permission.Id).ToArray()]);
        }
        await transaction.CommitAsync(stop);

        async Task<int> RunAsync(string sql, params object[] values)
        {
            await using var command = new NpgsqlCommand(sql, connection);
            foreach (var value in values) command.Parameters.Add(new() { Value = value });
            return await command.ExecuteNonQueryAsync(stop);
        }
    }
}
