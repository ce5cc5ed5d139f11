using OrgWork.Kernel;
using Xunit;
using static OrgWork.Tests.Grassroots.PartyLife.LifeHost;

namespace OrgWork.Tests.Grassroots.PartyLife;

/// <summary>What is taught: lectures and who gave them, the categories of a year, study of leading groups and who made it up.</summary>
public sealed class EducationTests(LifeHost life) : IClassFixture<LifeHost>
{
    static string Row(Answer answer, string text) => answer.Document.QuerySelectorAll("tbody tr").FirstOrDefault(row => row.TextContent.Contains(text, StringComparison.Ordinal))?.TextContent ?? "";

    [Fact, Trait("Row", "G3.2")]
    public async Task Lectures_are_counted_by_who_gave_them_kept_to_be_given_again_and_secretaries_without_one_are_named()
    {
        var branch = await life.BranchAsync();
        await life.Host.DoAsync($"update grassroots.organisation set secretary = '甘书记' where id = '{branch.Id}'");
        using var secretary = await life.Host.SignInAsync(branch.Code, Secretary);
        var page = $"/{branch.Code}/grassroots/life/lectures";
        var before = await secretary.GetAsync(page);
        var leader = await secretary.SubmitAsync(WriteUrl(branch, "14"), Form(Clock.Today, "纪律教育", ("Lecturer", "罗县长"), ("LecturerKind", "1"), ("LectureForm", "2"), ("Education", "2")));
        var still = await secretary.GetAsync(page);
        var own = await secretary.SubmitAsync(WriteUrl(branch, "14"), Form(Clock.Today, "身边的故事", ("Lecturer", "甘书记"), ("LecturerKind", ""), ("LectureForm", "3"), ("Education", "6")));
        var after = await secretary.GetAsync(page);

        Assert.Equal((302, 302), (leader.Status, own.Status));
        Assert.Contains(branch.Id.ToString(), before.Text, StringComparison.Ordinal);
        Assert.Contains(branch.Id.ToString(), still.Text, StringComparison.Ordinal);
        Assert.DoesNotContain($"life/branch/{branch.Id}", after.Text, StringComparison.Ordinal);
        Assert.Contains("领导干部", Row(after, "罗县长"), StringComparison.Ordinal);
        Assert.Contains("情景互动式党课", Row(after, "罗县长"), StringComparison.Ordinal);
        Assert.Contains("党组织书记", Row(after, "甘书记"), StringComparison.Ordinal);
        Assert.DoesNotContain("甘书记", (await secretary.GetAsync(page + "?as=1")).In("tbody"), StringComparison.Ordinal);
        // The library: what was given stands ready to be given again, with its words and without who came.
        var library = await secretary.GetAsync($"/{branch.Code}/grassroots/meetings?kind=14&state=3&lecture_form=3");
        Assert.Contains("身边的故事", library.Text, StringComparison.Ordinal);
        var again = await secretary.GetAsync($"{WriteUrl(branch, "14")}&from={own.Location!.Split('/')[^1]}");
        Assert.Contains("身边的故事", again.Text, StringComparison.Ordinal);
        Assert.Contains("传达文件，讨论发言。", again.Text, StringComparison.Ordinal);
    }

    [Fact, Trait("Row", "G3.19")]
    public async Task Answers_after_a_lecture_make_the_lecturer_s_average_and_are_never_more_than_were_there()
    {
        var branch = await life.BranchAsync();
        using var secretary = await life.Host.SignInAsync(branch.Code, Secretary);
        var held = await secretary.SubmitAsync(WriteUrl(branch, "14"), Form(Clock.Today, "有评价的党课", ("Lecturer", "评讲人"), ("LecturerKind", "3")));
        Assert.True(held.Status == 302, held.Why());
        var judge = $"/{branch.Code}/grassroots/meetings/deeds/judge?id={held.Location!.Split('/')[^1]}";
        var many = await secretary.SubmitAsync(judge, ("answers", "9000"), ("useful", "1"), ("prepared", "1"), ("again", "1"));
        var wrong = await secretary.SubmitAsync(judge, ("answers", "2"), ("useful", "3"), ("prepared", "1"), ("again", "1"));
        var right = await secretary.SubmitAsync(judge, ("answers", "4"), ("useful", "3"), ("prepared", "4"), ("again", "2"));
        Assert.Equal((422, 422, 302), (many.Status, wrong.Status, right.Status));
        var row = (await secretary.GetAsync($"/{branch.Code}/grassroots/life/lectures")).Document.QuerySelectorAll("tbody tr").First(one => one.TextContent.Contains("评讲人", StringComparison.Ordinal)).TextContent;
        Assert.Contains("75%", row, StringComparison.Ordinal);
        Assert.Contains("50%", row, StringComparison.Ordinal);
    }

    [Fact, Trait("Row", "G3.8")]
    public async Task The_year_s_table_shows_which_categories_a_branch_has_not_had()
    {
        var branch = await life.BranchAsync();
        await life.Host.DoAsync($"delete from grassroots.study where organisation_id = '{branch.Id}'");
        using var secretary = await life.Host.SignInAsync(branch.Code, [.. Secretary, "grassroots.training.read"]);
        var page = $"/{branch.Code}/grassroots/training/matrix";
        await secretary.SubmitAsync(WriteUrl(branch, "14"), Form(Clock.Today, "看警示片", ("Lecturer", "书记"), ("Education", "7")));
        await secretary.SubmitAsync(WriteUrl(branch, "21"), Form(Clock.Today, "党史展", ("Education", "3"), ("Resolution", "定了")));
        var member = (await life.MembersAsync(branch))[0];
        await life.Host.DoAsync($"insert into grassroots.study (locality_path, title, member_id, organisation_id, category, level, studied_on, hours) values ('{branch.Path}', '技能班', '{member}', '{branch.Id}', '8', '4', org.today(), 8)");

        var table = await secretary.GetAsync(page);
        var cells = table.Document.QuerySelectorAll("tbody tr").Single().QuerySelectorAll("td").Select(cell => cell.TextContent.Trim()).ToArray();
        Assert.Equal(["缺", "缺", "1", "缺", "缺", "缺", "1", "1", "缺", "缺", ""], cells);
        Assert.Contains(branch.Id.ToString(), (await secretary.GetAsync(page + "?lacks=2")).Text, StringComparison.Ordinal);
        Assert.Contains("各支部都有过", (await secretary.GetAsync(page + "?lacks=7")).Text, StringComparison.Ordinal);

        // A class has its category from the start; a lecture that was left without one is named until somebody puts it into one.
        using var trainer = await life.Host.SignInAsync(branch.Code, [.. Secretary, "grassroots.training.read", "grassroots.training.edit"]);
        (string, string)[] course = [("name", "法规班"), ("organisation_id", branch.Id.ToString()), ("kind", "1"), ("level", "5"), ("began_on", Dates.Format(Clock.Today)), ("ended_on", Dates.Format(Clock.Today)), ("hours", "4")];
        var without = await trainer.SubmitAsync($"/{branch.Code}/grassroots/classes/new", course);
        Assert.Equal(422, without.Status);
        Assert.Contains("教育类别", without.Text, StringComparison.Ordinal);
        Assert.Equal(302, (await trainer.SubmitAsync($"/{branch.Code}/grassroots/classes/new", [.. course, ("category", "2")])).Status);
        var bare = await secretary.SubmitAsync(WriteUrl(branch, "14"), Form(Clock.Today, "没有归类的党课", ("Lecturer", "书记")));
        var left = (await secretary.GetAsync(page)).Document.QuerySelectorAll("tbody td")[^1].QuerySelector("a")!;
        Assert.Equal("1", left.TextContent);
        Assert.Contains("没有归类的党课", (await secretary.GetAsync(left.GetAttribute("href")!)).In("tbody"), StringComparison.Ordinal);
        Assert.Equal(302, (await secretary.SubmitAsync($"/{branch.Code}/grassroots/meetings/deeds/classify?id={bare.Location!.Split('/')[^1]}", ("education", "2"))).Status);
        var sorted = (await secretary.GetAsync(page)).Document.QuerySelectorAll("tbody tr").Single().QuerySelectorAll("td").Select(cell => cell.TextContent.Trim()).ToArray();
        Assert.Equal(("1", ""), (sorted[1], sorted[^1]));
    }

    [Fact, Trait("Row", "G2.12")]
    public async Task A_study_of_the_leading_group_has_its_plan_hours_archive_and_who_made_it_up_and_counts_by_the_quarter()
    {
        var committee = await life.Host.AskAsync<Guid>("select o.id from grassroots.organisation o where (o.kind = '142' or left(o.kind, 2) in ('14', '23') or o.kind = '611') and (select count(distinct p.member_id) from grassroots.member_post p join grassroots.member m on m.id = p.member_id where p.organisation_id = o.id and p.ended_on is null and m.left_on is null) >= 2 order by o.code limit 1");
        if (committee == default)
        {
            committee = await life.Host.AskAsync<Guid>("select id from grassroots.organisation where kind = '611' and abolished_on is null order by code limit 1");
            await life.Host.DoAsync($"insert into grassroots.member_post (member_id, locality_path, post, organisation_name, organisation_id, began_on) select m.id, m.locality_path, '002A', '试', '{committee}', '2024-01-01' from grassroots.member m where m.left_on is null and m.membership_state = '1' order by m.id limit 3");
        }
        await life.Host.DoAsync($"delete from grassroots.attendance a using grassroots.meeting t where t.id = a.meeting_id and t.organisation_id = '{committee}'; delete from grassroots.meeting where organisation_id = '{committee}' and kind = '33'");
        using var officer = await life.Host.SignInAsync(life.Statistics.City.Code, Township);
        var place = $"/{life.Statistics.City.Code}/grassroots";
        var write = $"{place}/meetings/write?organisation={committee}&kind=33";
        var form = await officer.GetAsync(write);
        var away = Guid.Parse(form.Document.QuerySelector("ul.att input[type=radio]")!.GetAttribute("name")![2..]);
        (string, string)[] study = [.. Form(Clock.Today, "专题研讨", ("Lecturer", "主要领导"), ("Hours", "4"), ("Education", "1")), ("p.plan", "已发通知"), ("p.speeches", "三人发言"), ("p.record", "简报一期"), ($"s.{away}", "2")];

        var planned = await officer.SubmitAsync(write, [.. Form(Clock.Today, "下次学习").Where(field => field.Item1 != "act"), ("act", "plan")]);
        var unarchived = await officer.SubmitAsync(write, study);
        var kept = await officer.SubmitAsync(write, [.. study.Where(field => field.Item1 != "act"), ("act", "keep")]);
        var id = kept.Location!.Split('/')[^1];
        var version = await life.Host.AskAsync<int>($"select version from grassroots.meeting where id = '{id}'");
        var confirmed = await officer.UploadAsync($"{place}/meetings/write/{id}", "f.record", "record.txt", System.Text.Encoding.UTF8.GetBytes("学习记录"), [.. study, ("Version", $"{version}")]);
        Assert.Equal((302, 422, 302, 302), (planned.Status, unarchived.Status, kept.Status, confirmed.Status));
        Assert.Contains("“学习记录”要有文件", unarchived.Text, StringComparison.Ordinal);

        var meeting = $"{place}/meetings/{id}";
        Assert.Contains("补学", (await officer.GetAsync(meeting)).Text, StringComparison.Ordinal);
        var ahead = await officer.PostFromAsync(meeting, $"{place}/meetings/makeup/{id}", ("Members", away.ToString()), ("On", Dates.Format(Clock.Today.AddDays(3))));
        Assert.Equal(0L, await life.Host.AskAsync<long>($"select count(*) from grassroots.attendance where meeting_id = '{id}' and made_up_on is not null"));
        Assert.Equal((302, 302), (ahead.Status, (await officer.PostFromAsync(meeting, $"{place}/meetings/makeup/{id}", ("Members", away.ToString()), ("On", Dates.Format(Clock.Today)))).Status));
        Assert.Contains("已补学", (await officer.GetAsync(meeting)).Text, StringComparison.Ordinal);
        // The quarter of the committee's year has it, and counts no plan.
        var year = await officer.GetAsync($"{place}/life/branch/{committee}");
        var cells = year.Document.QuerySelectorAll("table.year tbody tr").Single(row => row.QuerySelector("th")!.TextContent.StartsWith("理论学习中心组学习", StringComparison.Ordinal)).QuerySelectorAll("td");
        Assert.Contains("cell-done", cells[(Clock.Today.Month - 1) / 3].ClassName, StringComparison.Ordinal);
        Assert.Equal(4, await life.Host.AskAsync<int>($"select hours from grassroots.meeting where id = '{id}'"));
    }
}
