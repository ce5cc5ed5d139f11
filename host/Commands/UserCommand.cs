using System.CommandLine;

namespace OrgWork.Host;

static class UserCommand
{
    public static Command Make() => new("user", "账号：列出、新增、授权、重置口令、解锁、停用")
    {
        List(), Add(),
        Granting("grant", "授予角色", (desk, account, role, place, reason, stop) => new GrantDeeds(desk.Db).AddAsync(account, role, place, reason, stop), "已授予"),
        Granting("revoke", "收回角色", async (desk, account, role, place, reason, stop) =>
        {
            var held = (await HeldGrant.OfAsync(desk.Db, account.Id, stop)).FirstOrDefault(g => g.RoleId == role.Id && g.LocalityId == place.Id)
                ?? throw new RefusedException($"{account.Title}在{place.Name}没有“{role.Name}”这个授权");
            await new GrantDeeds(desk.Db).RevokeAsync(account, held, reason, stop);
        }, "已收回"),
        One("reset-password", "重置口令，打印一次性的初始口令", async (desk, account, reason, passwords, stop) => { var password = await new AccountDeeds(desk.Db, passwords, desk.Identities).ResetPasswordAsync(account, reason, stop); return ($"{account.Title}的初始口令（只显示这一次，登录后须改）：{password}", password); }),
        One("unlock", "解除锁定", async (desk, account, reason, passwords, stop) => { await new AccountDeeds(desk.Db, passwords, desk.Identities).UnlockAsync(account, reason, stop); return ($"{account.Title}已解除锁定", null); }),
        One("disable", "停用，现有登录立即退出", async (desk, account, reason, passwords, stop) => { await new AccountDeeds(desk.Db, passwords, desk.Identities).DisableAsync(account, reason, stop); return ($"{account.Title}已停用", null); }),
        One("enable", "启用", async (desk, account, reason, passwords, stop) => { await new AccountDeeds(desk.Db, passwords, desk.Identities).EnableAsync(account, reason, stop); return ($"{account.Title}已启用", null); }),
    };

    static Argument<string> Account() => new("account") { Description = "账号", HelpName = "账号" };

    sealed record Line(string Account, string Name, string? Office, string Locality, string State, DateTime? LastSignInAt, string? Grants);

    static Command List()
    {
        var at = Options.At("哪个区划及其下级；不写为全部", isRequired: false);
        var command = new Command("list", "列出账号和授权") { at, Options.Json };
        command.SetAction((arguments, stop) => Desk.WorkAsync(arguments, async desk =>
        {
            var path = arguments.GetValue(at) is { } code ? desk.LocalityOf(code).Path : null;
            var lines = await desk.Db.QueryAsync<Line>("""
                select a.account, a.name, a.office, l.name as locality, case when a.disabled_at is not null then '停用' when a.locked_until > now() then '锁定' when a.must_change_password then '待改口令' else '正常' end as state, a.last_sign_in_at,
                       (select string_agg(r.id || '@' || p.code, ' ' order by p.path, r.rank_order) from org.role_grant g join org.role r on r.id = g.role_id join org.locality p on p.id = g.locality_id where g.account_id = a.id) as grants
                from org.account a join org.locality l on l.path = a.locality_path
                where a.removed_at is null and (@path::text is null or starts_with(a.locality_path, @path)) order by a.account
                """, new { path }, stop);
            Desk.Print(arguments, lines, ("账号", l => l.Account), ("姓名", l => l.Name), ("科室", l => l.Office), ("区划", l => l.Locality), ("状态", l => l.State), ("最近登录", l => l.LastSignInAt is { } seen ? Clock.Show(seen) : "从未"), ("授权", l => l.Grants));
        }, stop));
        return command;
    }

    static Command Add()
    {
        var (account, name, at) = (Account(), new Option<string>("--name") { Description = "姓名", Required = true, HelpName = "姓名" }, Options.At("所在区划"));
        var (office, phone, reason) = (new Option<string>("--office") { Description = "科室", HelpName = "科室" }, new Option<string>("--phone") { Description = "联系电话", HelpName = "电话" }, Options.Reason());
        var command = new Command("add", "新增账号，打印一次性的初始口令；授权另用 user grant") { account, name, at, office, phone, reason, Options.Json };
        command.SetAction((arguments, stop) => Desk.WorkAsync(arguments, async desk =>
        {
            using var passwords = new Passwords();
            var words = new AccountWords(arguments.GetValue(account)!, arguments.GetValue(name)!, arguments.GetValue(office), arguments.GetValue(phone));
            var (_, password) = await new AccountDeeds(desk.Db, passwords, desk.Identities).CreateAsync(words, desk.LocalityOf(arguments.GetValue(at)!), arguments.GetValue(reason), stop);
            Desk.Say(arguments, $"已建立账号 {words.Account}，初始口令（只显示这一次，登录后须改）：{password}", new { words.Account, words.Name, Password = password });
        }, stop));
        return command;
    }

    static Command Granting(string verb, string description, Func<Desk, AccountRow, RoleRow, Locality, string, CancellationToken, Task> deed, string done)
    {
        var (account, role, at, reason) = (Account(), new Option<string>("--role") { Description = "角色标识或名称", Required = true, HelpName = "角色" }, Options.At("在哪个区划及其下级"), Options.Reason());
        var command = new Command(verb, description) { account, role, at, reason, Options.Json };
        command.SetAction((arguments, stop) => Desk.WorkAsync(arguments, async desk =>
        {
            var (who, what, where) = (await desk.AccountOfAsync(arguments.GetValue(account)!, stop), await desk.RoleOfAsync(arguments.GetValue(role)!, stop), desk.LocalityOf(arguments.GetValue(at)!));
            await deed(desk, who, what, where, arguments.GetValue(reason)!, stop);
            Desk.Say(arguments, $"{done}{who.Title}：{what.Name}，{where.Name}及下级", new { who.Account, Role = what.Id, At = where.Code });
        }, stop));
        return command;
    }

    static Command One(string verb, string description, Func<Desk, AccountRow, string, Passwords, CancellationToken, Task<(string Words, string? Password)>> deed)
    {
        var (account, reason) = (Account(), Options.Reason());
        var command = new Command(verb, description) { account, reason, Options.Json };
        command.SetAction((arguments, stop) => Desk.WorkAsync(arguments, async desk =>
        {
            using var passwords = new Passwords();
            var who = await desk.AccountOfAsync(arguments.GetValue(account)!, stop);
            var (words, password) = await deed(desk, who, arguments.GetValue(reason)!, passwords, stop);
            Desk.Say(arguments, words, new { who.Account, Password = password });
        }, stop));
        return command;
    }
}
