using Npgsql;
using OrgWork.Host;
using OrgWork.Kernel;
using Xunit;

namespace OrgWork.Tests.Grassroots.Organisations;

/// <summary>What somebody sees whose grant ends at one Party organisation: by address, by tampered forms, and by SQL with the module's own login.</summary>
public sealed class BranchScopeTests(StatisticsHost statistics) : IClassFixture<StatisticsHost>
{
    static readonly string[] Edits = ["grassroots.organisations.read", "grassroots.members.read", "grassroots.members.edit"];

    sealed record Branch(Guid Id, string Name, string Code, string Path, string Home);

    /// <summary>Two branches of different places, both with members.</summary>
    async Task<(Branch Own, Branch Other)> BranchesAsync()
    {
        await using var read = statistics.Host.Admin.CreateCommand("""
            select distinct on (h.path) o.id, o.name, l.code, l.path, h.code from grassroots.organisation o join org.locality l on l.id = o.place_id join org.locality h on h.path = org.home_of(l.path)
            where h.kind >= 4 and o.kind = '631' and (select count(*) from grassroots.member m where m.organisation_id = o.id and m.left_on is null) >= 3 order by h.path, o.id limit 2
            """);
        await using var rows = await read.ExecuteReaderAsync();
        var found = new List<Branch>();
        while (await rows.ReadAsync()) found.Add(new(rows.GetGuid(0), rows.GetString(1), rows.GetString(2), rows.GetString(3), rows.GetString(4)));
        return (found[0], found[1]);
    }

    Task<Guid> MemberOfAsync(Branch branch) => statistics.Host.AskAsync<Guid>($"select id from grassroots.member where organisation_id = '{branch.Id}' and left_on is null and removed_at is null order by rank_order desc, id limit 1")!;

    [Fact]
    public async Task A_branch_secretary_sees_the_branch_and_everything_else_is_not_found()
    {
        var (own, other) = await BranchesAsync();
        var (mine, theirs) = (await MemberOfAsync(own), await MemberOfAsync(other));
        var count = await statistics.Host.AskAsync<long>($"select count(*) from grassroots.member where organisation_id = '{own.Id}' and left_on is null and removed_at is null");
        using var secretary = await statistics.Host.SignInAsync(own.Code, "grassroots.organisations.read", "grassroots.members.read");

        var home = await secretary.GetAsync("/");
        var members = await secretary.GetAsync($"/{own.Code}/grassroots/members");

        Assert.Equal("/" + own.Code, home.Location);
        Assert.Equal(200, members.Status);
        Assert.Equal(count, int.Parse(members.In(".total b")!));
        Assert.Equal(200, (await secretary.GetAsync($"/{own.Code}")).Status);
        Assert.Equal(200, (await secretary.GetAsync($"/{own.Code}/grassroots/members/{mine}")).Status);
        Assert.Equal(200, (await secretary.GetAsync($"/{own.Code}/grassroots/organisations/{own.Id}")).Status);
        foreach (var beyond in new[] { $"/{own.Code}/grassroots/members/{theirs}", $"/{own.Code}/grassroots/organisations/{other.Id}", $"/{own.Home}/grassroots/members", $"/{own.Home}/grassroots/members/{mine}", $"/{other.Code}/grassroots/members", $"/{statistics.City.Code}/grassroots/members", $"/{own.Code}/org/accounts" })
            Assert.True((await secretary.GetAsync(beyond)).Status is 404 or 403, beyond);
        Assert.Equal(404, (await secretary.GetAsync($"/{other.Code}")).Status);
    }

    [Fact]
    public async Task A_tampered_form_reaches_no_other_branch()
    {
        var (own, other) = await BranchesAsync();
        var (mine, theirs) = (await MemberOfAsync(own), await MemberOfAsync(other));
        using var secretary = await statistics.Host.SignInAsync(own.Code, Edits);

        var foreignRecord = await secretary.PostFromAsync($"/{own.Code}/grassroots/members/{mine}/edit", $"/{own.Code}/grassroots/members/{theirs}/edit", ("name", "改名"));
        var foreignBranch = await secretary.SubmitAsync($"/{own.Code}/grassroots/members/{mine}/edit", ("organisation_id", other.Id.ToString()));
        var foreignPlace = await secretary.SubmitAsync($"/{own.Code}/grassroots/members/{mine}/edit", ("locality", own.Home), ("remark", "移到村"));

        Assert.Equal((404, 422, 422), (foreignRecord.Status, foreignBranch.Status, foreignPlace.Status));
        Assert.Equal(own.Path, await statistics.Host.AskAsync<string>($"select locality_path from grassroots.member where id = '{mine}' and organisation_id = '{own.Id}'"));
    }

    [Fact]
    public async Task The_modules_login_in_the_scope_of_a_branch_reads_and_writes_nothing_beyond_it()
    {
        var (own, other) = await BranchesAsync();
        var (mine, theirs) = (await MemberOfAsync(own), await MemberOfAsync(other));
        var manifest = statistics.Of("grassroots").Module;
        await using var db = statistics.Host.Platform.Databases.Of(manifest).OpenForWriting(Scope.Subtree(own.Path, Guid.NewGuid()), Actor.System);

        Assert.Equal([own.Id], await db.QueryAsync<Guid>("select distinct organisation_id from member"));
        Assert.Equal([own.Id], await db.QueryAsync<Guid>("select id from organisation"));
        Assert.Equal(0, await db.ExecuteAsync("update member set remark = 'x' where id = @theirs", new { theirs }));
        Assert.Equal("42501", await RefusedAsync("update member set organisation_id = @to where id = @mine", new { mine, to = other.Id }));
        // Said to lie here, a row of another branch lies there all the same, and is refused.
        Assert.Equal("42501", await RefusedAsync("update member set organisation_id = @to, locality_path = @Path where id = @mine", new { mine, to = other.Id, own.Path }));
        Assert.Equal("42501", await RefusedAsync("update organisation set locality_path = @to where id = @Id", new { own.Id, to = LocalityTree.HomeOf(other.Path) }));
        Assert.Equal("28000", await RefusedAsync("select set_config('orgwork.lo', '', true); update member set remark = 'x'", new { }));
        // Its place is the trigger's to say.
        Assert.Equal("0", await AfterAsync("update organisation set place_id = @place where id = @Id", new { own.Id, place = await statistics.Host.AskAsync<int>($"select place_id from grassroots.organisation where id = '{other.Id}'") }));

        async Task<string> RefusedAsync(string sql, object args)
        {
            await using var attempt = statistics.Host.Platform.Databases.Of(manifest).OpenForWriting(Scope.Subtree(own.Path, Guid.NewGuid()), Actor.System);
            return (await Assert.ThrowsAsync<PostgresException>(() => attempt.ExecuteAsync(sql, args))).SqlState;
        }

        async Task<string> AfterAsync(string sql, object args)
        {
            await using var attempt = statistics.Host.Platform.Databases.Of(manifest).OpenForWriting(Scope.Subtree(own.Path, Guid.NewGuid()), Actor.System);
            await attempt.ExecuteAsync(sql, args);
            return (await attempt.FirstAsync<long>("select count(*) from organisation where place_id <> (select l.id from org.locality l where l.path = organisation.locality_path)")).ToString();
        }
    }

    [Fact]
    public async Task An_organisation_that_moves_takes_its_rows_its_search_pieces_and_its_secretary_along()
    {
        var host = statistics.Host;
        var (own, other) = await BranchesAsync();
        var member = await MemberOfAsync(own);
        var name = await host.AskAsync<string>($"select name from grassroots.member where id = '{member}'");
        using var secretary = await host.SignInAsync(own.Code, "grassroots.members.read");
        Assert.Equal(200, (await secretary.GetAsync($"/{own.Code}/grassroots/members/{member}")).Status);

        await host.DoAsync($"update grassroots.organisation set locality_path = '{LocalityTree.HomeOf(other.Path)}' where id = '{own.Id}'");
        try
        {
            var moved = await host.AskAsync<string>($"select locality_path from grassroots.organisation where id = '{own.Id}'");
            Assert.StartsWith(LocalityTree.HomeOf(other.Path), moved, StringComparison.Ordinal);
            Assert.Equal(moved, await host.AskAsync<string>($"select locality_path from grassroots.member where id = '{member}'"));
            Assert.Equal(0L, await host.AskAsync<long>($"select count(*) from grassroots.member_gram where row_id = '{member}' and locality_path <> '{moved}'"));
            Assert.Equal(0L, await host.AskAsync<long>($"select count(*) from grassroots.member_history where id = '{member}' and valid_to = 'infinity' and locality_path <> '{moved}'"));
            await TestHost.UntilAsync(async () => (await secretary.GetAsync($"/{own.Code}/grassroots/members?q={Uri.EscapeDataString(name!)}")).Text.Contains(member.ToString(), StringComparison.Ordinal), "the secretary finds the member under the new path");
        }
        finally
        {
            await host.DoAsync($"update grassroots.organisation set locality_path = '{LocalityTree.HomeOf(own.Path)}' where id = '{own.Id}'");
        }
        Assert.Equal(own.Path, await host.AskAsync<string>($"select locality_path from grassroots.member where id = '{member}'"));
    }

    [Fact]
    public async Task A_branch_stands_below_its_general_branch_and_a_village_keeps_its_organisations_among_its_own_rows()
    {
        var host = statistics.Host;
        var apart = await host.AskAsync<long>("select count(*) from grassroots.organisation o join grassroots.organisation p on p.id = o.parent_id where org.home_of(o.locality_path) = org.home_of(p.locality_path) and not starts_with(o.locality_path, p.locality_path)");
        var (own, _) = await BranchesAsync();
        var count = await host.AskAsync<long>($"select count(*) from grassroots.member where org.home_of(locality_path) = '{LocalityTree.HomeOf(own.Path)}' and left_on is null and removed_at is null");
        using var officer = await host.SignInAsync(own.Home, "grassroots.members.read");

        Assert.Equal(0L, apart);
        Assert.Equal(count, int.Parse((await officer.GetAsync($"/{own.Home}/grassroots/members?below=0")).In(".total b")!));
    }

    [Fact]
    public async Task The_role_of_a_branch_secretary_is_given_for_one_organisation_and_for_no_place()
    {
        var host = statistics.Host;
        var (own, _) = await BranchesAsync();
        var county = statistics.Tree.LineOf(statistics.Tree.AtPath(own.Path)!).Last(place => place.Kind == LocalityKind.County);
        await using var db = host.Platform.Databases.Of(OrgModule.Manifest).OpenForWriting(Scope.Whole(Guid.Empty), Actor.System);
        var id = await new AccountDeeds(db, host.Platform.Passwords, host.Platform.Identities).InsertAsync(new("new.secretary", "金向东", null, null), county, "-", mustChange: false, default);
        db.NeedsNoDeed("arranged by a test");
        await db.CommitAsync();
        var number = await host.AskAsync<int>($"select place_id from grassroots.organisation where id = '{own.Id}'");
        using var administrator = await host.SignInAsync(county.Code, "org.accounts.read", "org.grants.edit");
        await host.DoAsync($"insert into org.role_grantable (role_id, grantable_id) select 'r_{administrator.Account}', 'branch_secretary'");
        var address = $"/{county.Code}/org/accounts/{id}/grants";

        var atPlace = await administrator.PostAsync(address, ("Role", "branch_secretary"), ("Place", county.Code), ("Reason", "新任"));
        var atBranch = await administrator.PostAsync(address, ("Role", "branch_secretary"), ("Place", county.Code), ("Organisation", number.ToString()), ("Reason", "新任"));
        var found = await administrator.GetAsync($"{address}?handler=organisations&q={Uri.EscapeDataString(own.Name)}");

        Assert.Equal((200, 302), (atPlace.Status, atBranch.Status));
        Assert.Contains("请选择党组织", atPlace.Text, StringComparison.Ordinal);
        Assert.Contains(number.ToString(), found.Text, StringComparison.Ordinal);
        Assert.Equal(number, await host.AskAsync<int>($"select locality_id from org.role_grant where account_id = '{id}'"));
    }
}
