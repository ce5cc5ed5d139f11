using OrgWork.Kernel;
using Xunit;
using static OrgWork.Tests.Department.DepartmentHost;

namespace OrgWork.Tests.Department;

/// <summary>思想政治体检: who has finished is counted; what was written is for the person and the branch.</summary>
public sealed class PoliticalCheckupTests(DepartmentHost department) : IClassFixture<DepartmentHost>
{
    TestHost Host => department.Host;
    static readonly string[] Own = ["department.own.view", "department.own.tell"], Secretary = ["department.checkups.read", "department.checkups.open", "department.personal-problems.view"];

    async Task<(string Code, string Path)> BranchAsync(string name, int members)
    {
        var id = await Host.AskAsync<Guid>($"insert into grassroots.organisation (locality_path, name, kind, sphere, founded_on) select path, '{name}', '631', '1', '2001-01-01' from org.locality where code = '{TestHost.Township}' returning id");
        var (code, path) = ((await Host.AskAsync<string>($"select l.code from grassroots.organisation o join org.locality l on l.id = o.place_id where o.id = '{id}'"))!, (await Host.AskAsync<string>($"select locality_path from grassroots.organisation where id = '{id}'"))!);
        await Host.DoAsync($"""
            with p as (insert into org.person (name, sex, birth_on) select '党员' || n, '1', '1980-05-01' from generate_series(1, {members}) n returning id, name)
            insert into grassroots.member (locality_path, name, person_id, organisation_id, kind, joined_on, became_full_on, dues_paid_to_on) select '{path}', name, id, '{id}', '1', '2005-06-01', '2006-06-01', date_trunc('month', org.today()) from p
            """);
        return (code, path);
    }

    [Fact]
    [Trait("Row", "P5.15")]
    public async Task A_self_check_in_five_parts_is_counted_per_unit_its_problems_go_to_the_own_list_and_its_words_stay_with_the_person_and_the_branch()
    {
        using var office = await department.OfficeAsync();
        var round = await EnterAsync(office, "political-checkup-rounds", ("title", "上半年思想政治体检"), ("opens_on", Day(5)), ("due_on", Day(-20)), ("demand", "逐项对照，实事求是"));
        var (branch, other) = (await BranchAsync("柳溪村党支部", 4), await BranchAsync("云岭村党支部", 2));
        using var me = await Host.SignInAsync(branch.Code, Own);
        var mine = $"/{branch.Code}/department/political-checkup";
        var form = await me.GetAsync(mine);
        foreach (var part in (string[])["上半年思想政治体检", "对标", "对表", "扫描", "透视", "对照", "还没有完成"]) Assert.Contains(part, form.In("main")!, StringComparison.Ordinal);
        (string, string)[] said = [.. Enumerable.Range(1, 5).Select(n => ($"words_{n}", $"只给支部看的第{n}句")), ("problem_4", "到户次数少"), ("measure_4", "每月到户两次"), ("due", Day(-60))];
        (string, string)[] But(string name, string value) => [.. said.Select(one => one.Item1 == name ? (name, value) : one)];

        // Nothing is kept of what is not whole.
        foreach (var (field, value, why) in ((string, string, string)[])[("words_3", "", "扫描：请写"), ("measure_4", "", "请写整改措施"), ("due", "", "整改时限"), ("due", Day(3), "不早于今天")])
        {
            var refused = await me.PostAsync($"{mine}?round={round}", But(field, value));
            Assert.Equal(422, refused.Status);
            Assert.Contains(why, refused.Text, StringComparison.Ordinal);
        }
        Assert.Equal(0, await Host.AskAsync<long>("select (select count(*) from department.political_checkup) + (select count(*) from department.political_checkup_part) + (select count(*) from department.personal_problem where source = '6')"));
        Assert.Equal(404, (await me.PostAsync($"{mine}?round={Guid.NewGuid()}", said)).Status);
        var done = await me.PostAsync($"{mine}?round={round}", said);
        Assert.True(done.Status == 302, done.Why());
        Assert.Equal("5|1", await Host.AskAsync<string>("select concat_ws('|', (select count(*) from department.political_checkup_part), (select count(*) from department.political_checkup))"));

        // The problem is on the own list; written anew before its day, it is the same check.
        Assert.Contains("到户次数少", (await me.GetAsync($"/{branch.Code}/department/own")).Text, StringComparison.Ordinal);
        Assert.Equal("6|每月到户两次", await Host.AskAsync<string>("select source || '|' || measure from department.personal_problem where title = '到户次数少'"));
        Assert.Equal(302, (await me.PostAsync($"{mine}?round={round}", [.. But("words_2", "改写的第二句").Select(one => one.Item1.StartsWith("problem", StringComparison.Ordinal) ? (one.Item1, "") : one)])).Status);
        Assert.Contains("改写的第二句", (await me.GetAsync(mine)).Text, StringComparison.Ordinal);
        Assert.Equal("5|1|1", await Host.AskAsync<string>("select concat_ws('|', (select count(*) from department.political_checkup_part), (select count(*) from department.political_checkup), (select count(*) from department.personal_problem where source = '6'))"));
        var check = await Host.AskAsync<Guid>("select id from department.political_checkup");

        // Who has finished, per unit and by name, for the office; a score is nowhere asked.
        var units = await office.GetAsync($"{County}/political-checkup/units");
        string[] Cells(string of) => [.. units.Document.QuerySelectorAll("tbody tr").First(row => row.TextContent.Contains(of, StringComparison.Ordinal)).QuerySelectorAll("td").Skip(1).Select(cell => cell.TextContent.Trim())];
        Assert.Equal(["4", "1", "3", "25.0"], Cells("柳溪村党支部"));
        Assert.Equal(["2", "0", "2", "0.0"], Cells("云岭村党支部"));
        Assert.Contains("周文博", await ListAsync(office, "political-checkups", $"round_id={round}"), StringComparison.Ordinal);

        // The secretary at the very branch opens it for a purpose, which is on record.
        var path = $"political-checkup/read/{check}";
        using var secretary = await Host.SignInAsync(branch.Code, Secretary);
        var closed = await secretary.GetAsync($"/{branch.Code}/department/{path}");
        Assert.Equal(200, closed.Status);
        Assert.DoesNotContain("只给支部看的", closed.Text, StringComparison.Ordinal);
        Assert.Equal(422, (await secretary.PostAsync($"/{branch.Code}/department/{path}", ("purpose", ""), ("reason", ""))).Status);
        var purpose = closed.Document.QuerySelectorAll("select[name=purpose] option")[^1].TextContent.Trim();
        var opened = await secretary.PostAsync($"/{branch.Code}/department/{path}", ("purpose", purpose), ("reason", "谈心谈话"));
        Assert.Contains("只给支部看的第1句", opened.Text, StringComparison.Ordinal);
        Assert.Equal(1, await Host.AskAsync<long>($"select count(*) from audit.entry where row_id = '{check}' and reason like '%谈心谈话%'"));
        Assert.Equal(0, await Host.AskAsync<long>("select count(*) from audit.entry e where e::text like '%只给支部看的%' or e::text like '%改写的第二句%'"));

        // Nobody above: neither with that very right over the township or county, nor another branch, nor a fellow member, nor who sees everything.
        foreach (var place in (string[])[TestHost.Township, TestHost.County])
        {
            using var above = await Host.SignInAsync(place, [.. Secretary, .. Own, "department.checkups.edit"]);
            foreach (var at in (string[])[place, branch.Code]) Assert.Equal(404, (await above.GetAsync($"/{at}/department/{path}")).Status);
            Assert.Equal(404, (await above.PostAsync($"/{place}/department/{path}", ("purpose", purpose), ("reason", "看看"))).Status);
            Assert.DoesNotContain("只给支部看的", (await above.GetAsync($"/{place}/department/political-checkups/{check}")).Text, StringComparison.Ordinal);
        }
        using var far = await Host.SignInAsync(other.Code, Secretary);
        Assert.Equal(404, (await far.GetAsync($"/{other.Code}/department/{path}")).Status);
        using var fellow = await Host.SignInAsync(branch.Code, Own);
        Assert.Equal(403, (await fellow.GetAsync($"/{branch.Code}/department/{path}")).Status);
        Assert.DoesNotContain("只给支部看的", (await fellow.GetAsync(mine)).Text, StringComparison.Ordinal);
        Assert.DoesNotContain(Host.Platform.Current!.Modules.First(module => module.Manifest.Id == "department").Manifest.Permissions, permission => permission.Id == "department.checkups.open" && permission.Roles.Any(role => role != "branch_secretary"));

        // Once its day is over, what was handed in stays as it is.
        await Host.DoAsync($"update department.political_checkup_round set due_on = org.today() - 1 where id = '{round}'");
        Assert.Equal(422, (await me.PostAsync($"{mine}?round={round}", said)).Status);
        Assert.Contains("改写的第二句", (await me.GetAsync(mine)).In("dl")!, StringComparison.Ordinal);
        using var late = await Host.SignInAsync(branch.Code, Own);
        Assert.Contains("过了时限，还没有完成", (await late.GetAsync(mine)).Text, StringComparison.Ordinal);
    }
}
