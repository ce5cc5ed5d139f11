using OrgWork.Kernel;
using Xunit;
using static OrgWork.Tests.Department.DepartmentHost;

namespace OrgWork.Tests.Department;

/// <summary>Papers put out and received, inspections and what they find, groups that guide and are answered.</summary>
public sealed class OversightTests(DepartmentHost department) : IClassFixture<DepartmentHost>
{
    Task<Browser> ReceiverAsync() => department.Host.SignInAsync(TestHost.Township, "department.receipts.read", "department.receipts.answer", "department.opinions.read", "department.opinions.answer");

    static async Task<Answer> TownDeedAsync(Browser town, string register, string deed, Guid row, params (string, string)[] said)
    {
        var page = await town.GetAsync($"{Town}/{register}/deeds/{deed}?id={row}");
        return page.Status == 200 ? await town.SendAsync($"{Town}/{register}/deeds/{deed}", page.FormOf(), said) : page;
    }

    [Fact]
    [Trait("Row", "D2.18")]
    public async Task A_document_is_signed_off_numbered_sent_and_received_at_each_place_and_who_has_not_received_it_is_listed()
    {
        using var office = await department.OfficeAsync();
        using var town = await ReceiverAsync();
        var paper = await EnterAsync(office, "issued-documents", ("title", "致全县党员的倡议书"), ("kind", "3"), ("office", "组织科"), ("drafter", "陶静"), ("receipt_due_on", Day(-3)), ("effective_on", Day(0)), ("content", "同志们：行动起来。"));
        (string, string)[] issue = [("on", Day(0)), ("number", "临组发 6 号")];
        await RefusedAsync("先登记主送、抄送单位", office, "issued-documents", "issue", paper, issue);
        foreach (var unit in (Guid[])[department.TownCommittee, department.Bureau]) await AddAsync(office, "issued-documents", paper, "targets", ("unit_id", $"{unit}"));
        await RefusedAsync("还没有核签", office, "issued-documents", "issue", paper, issue);
        Assert.DoesNotContain("倡议书", (await town.GetAsync($"{Town}/document-receipts")).In("main")!, StringComparison.Ordinal);
        await DoneAsync(office, "issued-documents", "approve", paper, ("on", Day(0)), ("approver", "分管副部长"));
        await DoneAsync(office, "issued-documents", "issue", paper, issue);
        Assert.Equal("3|临组发 6 号|2", await department.OfAsync("issued_document", paper, "state, number, receivers"));

        // At the town: its own copy, with the text; nothing of the office's book.
        Assert.Contains("致全县党员的倡议书", (await town.GetAsync($"{Town}/document-receipts")).In("table")!, StringComparison.Ordinal);
        Assert.Equal(403, (await town.GetAsync($"{Town}/issued-documents")).Status);
        var own = await department.Host.AskAsync<Guid>($"select id from department.document_receipt where unit_id = '{department.TownCommittee}'");
        var others = await department.Host.AskAsync<Guid>($"select id from department.document_receipt where unit_id = '{department.Bureau}'");
        Assert.Contains("行动起来", (await town.GetAsync($"{Town}/document-receipts/{own}")).In("main")!, StringComparison.Ordinal);
        Assert.Equal(404, (await town.GetAsync($"{Town}/document-receipts/{others}")).Status);

        await department.Host.DoAsync("update department.document_receipt set issued_on = org.today() - 9, due_on = org.today() - 2");
        var late = await ListAsync(office, "document-receipts", "rule=document-receipts.received");
        Assert.Contains("枫岭镇党委", late, StringComparison.Ordinal);
        Assert.Equal(302, (await TownDeedAsync(town, "document-receipts", "receive", own, ("note", "已传达"))).Status);
        late = await ListAsync(office, "document-receipts", "rule=document-receipts.received");
        Assert.DoesNotContain("枫岭镇党委", late, StringComparison.Ordinal);
        Assert.Contains("临溪县委组织部", late, StringComparison.Ordinal);
        var record = (await office.GetAsync($"{County}/issued-documents/{paper}?tab=receipts")).In("main")!;
        foreach (var words in (string[])["枫岭镇党委", "已传达", Day(0)]) Assert.Contains(words, record, StringComparison.Ordinal);
        Assert.Equal(422, (await TownDeedAsync(town, "document-receipts", "receive", own)).Status);
        Assert.Contains("0.0", (await FiguresAsync(office))["文件回执按时率"], StringComparison.Ordinal);
    }

    [Fact]
    [Trait("Row", "D2.20"), Trait("Row", "P2.9")]
    public async Task An_inspection_has_its_checklist_bodies_and_teams_and_what_it_finds_goes_among_the_problems_before_it_ends()
    {
        using var office = await department.OfficeAsync();
        var round = await EnterAsync(office, "supervision", ("title", "担当作为政策专项检查"), ("kind", "2"), ("scope", "政策措施落实"), ("basis", "年度督查计划"), ("teams", "第一组、第二组"), ("began_on", Day(20)), ("due_on", Day(-5)));
        await AddAsync(office, "supervision", round, "items", ("title", "是否部署"), ("standard", "有会议记录"));
        (string, string)[] found = [("title", "没有专题部署"), ("unit_id", $"{department.TownCommittee}"), ("code", "1"), ("item", "是否部署"), ("words", "全年没有研究"), ("on", Day(12))];
        await RefusedAsync("单位不在这一轮的检查单位里", office, "supervision", "find", round, found);
        await AddAsync(office, "supervision", round, "units", ("unit_id", $"{department.TownCommittee}"), ("team", "第一组"), ("visited_on", Day(12)));
        await DoneAsync(office, "supervision", "find", round, found);
        var finding = await department.Host.AskAsync<Guid>($"select id from department.supervision_finding where supervision_round_id = '{round}'");
        Assert.Contains("没有专题部署", await ListAsync(office, "supervision-findings", "rule=supervision-findings.fed-back"), StringComparison.Ordinal);

        await DoneAsync(office, "supervision", "report", round, ("on", Day(2)), ("words", "总体较好，有一处没有部署"));
        await RefusedAsync("还有 1 个问题没有反馈或没有列入整改", office, "supervision", "close", round, ("on", Day(0)));
        await RefusedAsync("先向单位反馈", office, "supervision-findings", "rectify", finding, Handing(department.TownCommittee));
        await DoneAsync(office, "supervision-findings", "feedback", finding, ("on", Day(8)), ("words", "请一个月内整改"));
        Assert.Contains("没有专题部署", await ListAsync(office, "supervision-findings", "rule=supervision-findings.rectified"), StringComparison.Ordinal);
        await DoneAsync(office, "supervision-findings", "rectify", finding, Handing(department.TownCommittee));
        Assert.DoesNotContain("没有专题部署", await ListAsync(office, "supervision-findings", "rule=supervision-findings.rectified"), StringComparison.Ordinal);

        // Among the problems, with the body that has to put it right.
        var problem = await department.TaskOfAsync(finding);
        using var town = await department.TownAsync();
        Assert.Contains("没有专题部署", (await town.GetAsync($"{Town}/rectification/mine")).Text, StringComparison.Ordinal);
        Assert.Contains("没有专题部署", (await office.GetAsync($"{County}/rectification/item/{problem}")).Text, StringComparison.Ordinal);
        (string, string)[] mended = [("on", Day(0)), ("result", "1"), ("words", "已经部署")];
        await RefusedAsync("还没有销号", office, "supervision-findings", "result", finding, mended);
        await department.Host.DoAsync($"update org.work_item set state = 'closed', closed_on = org.today() where id = '{problem}'");
        await DoneAsync(office, "supervision-findings", "result", finding, mended);
        await DoneAsync(office, "supervision", "close", round, ("on", Day(0)));
        var record = (await office.GetAsync($"{County}/supervision/{round}?tab=findings")).In("main")!;
        Assert.Contains("总体较好", (await office.GetAsync($"{County}/supervision/{round}")).In("main")!, StringComparison.Ordinal);
        foreach (var words in (string[])["没有专题部署", "枫岭镇党委", "没有部署", "到位"]) Assert.Contains(words, record, StringComparison.Ordinal);
        var row = (await office.GetAsync($"{County}/reports/findings")).Document.QuerySelectorAll("tbody tr").First(one => one.TextContent.Contains("没有部署", StringComparison.Ordinal));
        Assert.Equal(["1", "1", "1", "1"], row.QuerySelectorAll("td.num").Select(cell => cell.TextContent.Trim()).Take(4));
    }

    [Fact]
    [Trait("Row", "D2.25"), Trait("Row", "P2.5")]
    public async Task A_guidance_group_says_what_it_found_is_answered_at_the_units_own_place_rechecked_and_evaluates_by_its_criteria()
    {
        using var office = await department.OfficeAsync();
        using var town = await ReceiverAsync();
        var group = await EnterAsync(office, "guidance", ("title", "主题教育第二督导组"), ("campaign", "主题教育"), ("direction", "1"), ("leader", "梁叶青"), ("began_on", Day(60)));
        await AddAsync(office, "guidance", group, "members", ("name", "罗婷"), ("work_unit", "干部科"), ("duty", "联络"));
        await AddAsync(office, "guidance", group, "units", ("unit_id", $"{department.TownCommittee}"), ("contact", "组织委员"));
        await AddAsync(office, "guidance", group, "visits", ("planned_on", Day(31)), ("unit_id", $"{department.TownCommittee}"), ("visited_on", Day(30)), ("words", "听取汇报"));
        (string, string)[] advice = [("unit_id", $"{department.TownCommittee}"), ("title", "学习研讨不深入"), ("words", "发言照抄材料"), ("on", Day(30)), ("due_on", Day(10))];
        await RefusedAsync("单位不在督导单位里", office, "guidance", "advise", group, [.. advice.Skip(1), ("unit_id", $"{department.Bureau}")]);
        await DoneAsync(office, "guidance", "advise", group, advice);
        Assert.Contains("学习研讨不深入", await ListAsync(office, "opinions", "rule=opinions.answered"), StringComparison.Ordinal);
        await RefusedAsync("还有 1 条意见没有答复", office, "guidance", "end", group, ("on", Day(0)), ("words", "督导结束"));

        var opinion = await department.Host.AskAsync<Guid>($"select id from department.guidance_opinion where guidance_group_id = '{group}'");
        await RefusedAsync("还没有答复", office, "opinions", "check", opinion, ("on", Day(0)), ("result", "1"), ("words", "属实"));
        Assert.Equal(302, (await TownDeedAsync(town, "opinions", "answer", opinion, ("words", "已重新研讨"))).Status);
        Assert.Equal(403, (await town.GetAsync($"{Town}/opinions/deeds/check?id={opinion}")).Status);
        await DoneAsync(office, "opinions", "check", opinion, ("on", Day(0)), ("result", "2"), ("words", "仍照抄"));
        Assert.Equal(302, (await TownDeedAsync(town, "opinions", "answer", opinion, ("words", "第二次研讨，逐人点评"))).Status);
        await DoneAsync(office, "opinions", "check", opinion, ("on", Day(0)), ("result", "1"), ("words", "抽查属实"));

        var study = await EnterAsync(office, "guidance-criteria", ("title", "学习效果"), ("campaign", "主题教育"), ("points", "30"));
        var work = await EnterAsync(office, "guidance-criteria", ("title", "整改实效"), ("campaign", "主题教育"), ("points", "70"));
        await RefusedAsync("得分超过分值", office, "guidance", "score", group, ("unit_id", $"{department.TownCommittee}"), ("criterion_id", $"{study}"), ("score", "31"), ("on", Day(0)));
        foreach (var (criterion, score) in ((Guid, string)[])[(study, "20"), (study, "25"), (work, "60")]) await DoneAsync(office, "guidance", "score", group, ("unit_id", $"{department.TownCommittee}"), ("criterion_id", $"{criterion}"), ("score", score), ("on", Day(0)));
        var totals = (await office.GetAsync($"{County}/guidance/{group}?tab=totals")).In("main")!;
        foreach (var words in (string[])["枫岭镇党委", "85", "100"]) Assert.Contains(words, totals, StringComparison.Ordinal);
        await DoneAsync(office, "guidance", "end", group, ("on", Day(0)), ("words", "督导结束"));

        // A group that came from above is kept in the same way: what it said, what was answered.
        var above = await EnterAsync(office, "guidance", ("title", "省委巡回指导组"), ("campaign", "主题教育"), ("direction", "2"), ("leader", "何伟"), ("began_on", Day(40)));
        await AddAsync(office, "guidance", above, "units", ("unit_id", $"{department.Bureau}"));
        await DoneAsync(office, "guidance", "advise", above, ("unit_id", $"{department.Bureau}"), ("title", "检视问题要实"), ("words", "列到具体事"), ("on", Day(30)), ("due_on", Day(-10)));
        var heard = await department.Host.AskAsync<Guid>($"select id from department.guidance_opinion where guidance_group_id = '{above}'");
        await DoneAsync(office, "opinions", "answer", heard, ("words", "已重新检视"));
        Assert.Contains("省委巡回指导组", await ListAsync(office, "guidance", "direction=2"), StringComparison.Ordinal);
        Assert.Contains("已重新检视", (await office.GetAsync($"{County}/opinions/{heard}")).In("main")!, StringComparison.Ordinal);
    }
}
