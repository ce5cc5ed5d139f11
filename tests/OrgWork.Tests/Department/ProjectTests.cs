using OrgWork.Kernel;
using Xunit;
using static OrgWork.Tests.Department.DepartmentHost;

namespace OrgWork.Tests.Department;

/// <summary>A problem or a task becomes a project; it is reviewed, approved, run in stages and accepted; what changes is on record.</summary>
public sealed class ProjectTests(DepartmentHost department) : IClassFixture<DepartmentHost>
{
    static (string, string)[] Card(string office = "组织科", int due = 60) => [("office", office), ("problem", "流动党员联系不上"), ("goal", "去向清楚"), ("measure", "失联为零"), ("owner", "陶静"), ("team", "罗婷、何伟"), ("budget", "20000"), ("began_on", Day(60)), ("due_on", Day(-due))];

    [Fact]
    [Trait("Row", "D2.11"), Trait("Row", "P4.1"), Trait("Row", "P4.2")]
    public async Task A_task_becomes_a_project_with_goal_stages_owner_and_cost_that_is_dispatched_and_closed_with_an_evaluation()
    {
        using var office = await department.OfficeAsync();
        var task = await department.Host.AskAsync<Guid>($"""
            with p as (insert into org.work_plan (id, locality_path, module, kind, title, year, state, issued_on) select gen_random_uuid(), path, 'department', 'points', '项目的要点', {Clock.Today.Year}, 'issued', org.today() from org.locality where code = '{TestHost.County}' returning id, locality_path)
            insert into org.work_item (id, plan_id, locality_path, module, kind, plan_title, year, level, rank, number, title, measures, line, lead_unit_id, lead_name, person, due_on, state) select gen_random_uuid(), id, locality_path, 'department', 'points', '项目的要点', {Clock.Today.Year}, 2, 1, '1', '规范流动党员管理', '逐人核对', '3', '{department.Bureau}', '部', '陶静', org.today() + 90, 'open' from p returning id
            """);
        await DoneAsync(office, "task-list", "project", task, Card());
        await RefusedAsync("已经立为项目", office, "task-list", "project", task, Card());
        var project = await department.Host.AskAsync<Guid>($"select id from department.project where source_id = '{task}'");
        Assert.Equal("规范流动党员管理|1|20000", await department.OfAsync("project", project, "source_title, state, budget"));

        await DoneAsync(office, "projects", "review", project, ("on", Day(50)), ("words", "可行"));
        (string, string)[] approval = [("on", Day(45)), ("approver", "部务会")];
        await RefusedAsync("先列出阶段和时限", office, "projects", "approve", project, approval);
        await AddAsync(office, "projects", project, "stages", ("title", "逐人核对"), ("due_on", Day(10)));
        await RefusedAsync("还没有立项", office, "projects", "dispatch", project, ("on", Day(44)), ("percent", "10"), ("cost", "0"), ("words", "动员"));
        using var clerk = await department.OfficeAsync("department.control.approve");
        Assert.Equal(403, (await clerk.GetAsync($"{County}/projects/deeds/approve?id={project}")).Status);
        await DoneAsync(office, "projects", "approve", project, approval);
        // A stage past its day, and a month without dispatch.
        foreach (var rule in (string[])["projects.stages", "projects.dispatched"]) Assert.Contains("规范流动党员管理", await ListAsync(office, "projects", "rule=" + rule), StringComparison.Ordinal);

        await RefusedAsync("支出超过预算", office, "projects", "dispatch", project, ("on", Day(5)), ("percent", "40"), ("cost", "25000"), ("words", "核对过半"));
        // What was approved is changed by approval alone, not on the form.
        Assert.DoesNotContain("修改", string.Concat((await office.GetAsync($"{County}/projects/{project}")).Document.QuerySelectorAll("a.btn-main").Select(link => link.TextContent)), StringComparison.Ordinal);
        var around = await office.SubmitAsync($"{County}/projects/{project}/edit", ("budget", "90000"), ("why", "涨价"));
        Assert.Equal(422, around.Status);
        Assert.Contains("请用“变更”，须经批准", around.Text, StringComparison.Ordinal);
        await RefusedAsync("时限不能早于开始的", office, "projects", "change", project, ("on", Day(6)), ("what", "due_on"), ("after", "2001.01.01"), ("reason", "笔误"), ("approver", "部务会"));
        await RefusedAsync("预算写整数", office, "projects", "change", project, ("on", Day(6)), ("what", "budget"), ("after", "三万"), ("reason", "人多"), ("approver", "部务会"));
        await DoneAsync(office, "projects", "change", project, ("on", Day(6)), ("what", "budget"), ("after", "30000"), ("reason", "人数增加"), ("approver", "部务会"));
        await DoneAsync(office, "projects", "change", project, ("on", Day(6)), ("what", "due_on"), ("after", Day(3)), ("reason", "提前"), ("approver", "部务会"));
        await DoneAsync(office, "projects", "dispatch", project, ("on", Day(5)), ("percent", "40"), ("cost", "25000"), ("words", "核对过半"), ("blocking", "外省核实慢"));
        Assert.DoesNotContain("规范流动党员管理", await ListAsync(office, "projects", "rule=projects.dispatched"), StringComparison.Ordinal);
        Assert.Contains("规范流动党员管理", await ListAsync(office, "projects", "rule=projects.in-time"), StringComparison.Ordinal);
        var changes = (await office.GetAsync($"{County}/projects/{project}?tab=changes")).In("table")!;
        foreach (var words in (string[])["预算", "20000", "30000", "人数增加", "完成时限"]) Assert.Contains(words, changes, StringComparison.Ordinal);
        var dispatches = (await office.GetAsync($"{County}/projects/{project}?tab=dispatches")).In("table")!;
        foreach (var words in (string[])["核对过半", "外省核实慢", "40"]) Assert.Contains(words, dispatches, StringComparison.Ordinal);

        (string, string)[] accepted = [("on", Day(0)), ("grade", "1"), ("words", "失联党员全部核清")];
        await RefusedAsync("还有 1 个阶段没有完成或没有佐证", office, "projects", "accept", project, accepted);
        await department.Host.DoAsync($"update department.project_stage set done_on = org.today() - 1, evidence = '核对表' where project_id = '{project}'");
        await DoneAsync(office, "projects", "accept", project, accepted);
        Assert.Equal("5|100|1", await department.OfAsync("project", project, "state, percent, grade"));
        // The list of a unit and of a campaign.
        var own = await EnterAsync(office, "projects", [("title", "红色驿站"), ("campaign", "新业态党建"), .. Card("两新工委", 90)]);
        var list = await ListAsync(office, "projects", "campaign=" + Uri.EscapeDataString("新业态党建"));
        Assert.Contains("红色驿站", list, StringComparison.Ordinal);
        Assert.DoesNotContain("规范流动党员管理", list, StringComparison.Ordinal);
        Assert.DoesNotContain("红色驿站", await ListAsync(office, "projects", "office=" + Uri.EscapeDataString("组织科")), StringComparison.Ordinal);
        // Whoever changes a card says why, and it is on record.
        var form = (await office.GetAsync($"{County}/projects/{own}/edit")).FormOf();
        Assert.Equal(422, (await office.SendAsync($"{County}/projects/{own}/edit", form, ("owner", "何伟"))).Status);
    }
}
