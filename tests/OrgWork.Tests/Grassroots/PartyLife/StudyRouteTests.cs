using OrgWork.Kernel;
using Xunit;
using static OrgWork.Tests.Grassroots.PartyLife.LifeHost;

namespace OrgWork.Tests.Grassroots.PartyLife;

/// <summary>红色研学线路: bases in routes, booked by branches, and going there is the branch's theme day.</summary>
public sealed class StudyRouteTests(LifeHost life) : IClassFixture<LifeHost>
{
    static string In(int days) => Dates.Format(Clock.Today.AddDays(days));

    [Fact, Trait("Row", "G3.13")]
    public async Task A_branch_books_a_route_and_the_visit_is_its_theme_day_of_the_month()
    {
        var branch = await life.BranchAsync();
        var neighbour = await life.BranchAsync();
        var code = life.Statistics.City.Code;
        var county = $"/{code}/grassroots";
        using var keeper = await life.Host.SignInAsync(code, [.. Secretary, "grassroots.training.read", "grassroots.training.edit", "grassroots.training.plan", "grassroots.figures.read"]);
        using var secretary = await life.Host.SignInAsync(branch.Code, [.. Secretary, "grassroots.training.read", "grassroots.training.edit"]);

        // The county strings two bases to a route; one of them wants repair, and its task is late.
        Assert.Equal(302, (await keeper.SubmitAsync($"{county}/study-routes/new", ("name", "北线"), ("theme", "渡江故事"))).Status);
        var route = await life.Host.AskAsync<Guid>("select id from grassroots.study_route where name = '北线'");
        foreach (var (name, level, condition, capacity) in ((string, string, string, string)[])[("渡口旧址馆", "2", "3", "40"), ("纪念碑广场", "4", "1", "200")])
        {
            var made = await keeper.SubmitAsync($"{county}/teaching-places/new", ("name", name), ("kind", "4"), ("level", level), ("condition", condition), ("route_id", route.ToString()), ("capacity", capacity), ("courses", "渡江"));
            Assert.True(made.Status == 302, made.Why());
        }
        var landing = await life.Host.AskAsync<Guid>("select id from grassroots.teaching_place where name = '渡口旧址馆'");
        Assert.Equal(302, (await keeper.SubmitAsync($"{county}/teaching-places/{landing}/tasks/new", ("task", "修缮码头"), ("due_on", In(-1)))).Status);
        Assert.Contains("渡口旧址馆", (await keeper.GetAsync($"{county}/teaching-places?rule=teaching-places.tasks")).In("tbody"), StringComparison.Ordinal);
        var repair = (await keeper.GetAsync($"{county}/teaching-places?condition=3")).In("tbody")!;
        Assert.Contains("渡口旧址馆", repair, StringComparison.Ordinal);
        Assert.DoesNotContain("纪念碑广场", repair, StringComparison.Ordinal);
        Assert.Contains("纪念碑广场", (await keeper.GetAsync($"{county}/study-routes/{route}?tab=bases")).Text, StringComparison.Ordinal);

        // The branch finds it and books; not for more than the smallest base holds, not for another branch.
        Assert.Contains("北线", (await secretary.GetAsync($"/{branch.Code}/grassroots/study-routes")).In("tbody"), StringComparison.Ordinal);
        var book = $"/{branch.Code}/grassroots/study-routes/deeds/apply?id={route}";
        var many = await secretary.SubmitAsync(book, ("organisation_id", branch.Id.ToString()), ("visit_on", In(1)), ("people", "41"), ("is_theme_day", "1"));
        var others = await secretary.SubmitAsync(book, ("organisation_id", neighbour.Id.ToString()), ("visit_on", In(1)), ("people", "30"), ("is_theme_day", "1"));
        var past = await secretary.SubmitAsync(book, ("organisation_id", branch.Id.ToString()), ("visit_on", In(0)), ("people", "30"), ("is_theme_day", "1"));
        Assert.Equal((422, 422, 422), (many.Status, others.Status, past.Status));
        Assert.Contains("一次可接待 40 人", many.Text, StringComparison.Ordinal);
        var booked = await secretary.SubmitAsync(book, ("organisation_id", branch.Id.ToString()), ("visit_on", In(1)), ("people", "33"), ("is_theme_day", "1"));
        Assert.True(booked.Status == 302, booked.Why());
        Assert.Equal(422, (await secretary.SubmitAsync(book, ("organisation_id", branch.Id.ToString()), ("visit_on", In(1)), ("people", "33"), ("is_theme_day", "1"))).Status);
        var booking = await life.Host.AskAsync<Guid>($"select id from grassroots.study_booking where organisation_id = '{branch.Id}'");

        // The keeper confirms as far as the day has room; the branch may not answer itself.
        Assert.Equal(403, (await secretary.GetAsync($"/{branch.Code}/grassroots/study-bookings/deeds/confirm?id={booking}")).Status);
        await life.Host.DoAsync($"insert into grassroots.study_booking (title, locality_path, organisation_id, teaching_place_id, visit_on, people, state) values ('先来的', '{neighbour.Path}', '{neighbour.Id}', '{landing}', org.today() + 1, 10, '2')");
        var full = await keeper.SubmitAsync($"{county}/study-bookings/deeds/confirm?id={booking}", ("answer", "九点集合"));
        Assert.Equal(422, full.Status);
        Assert.Contains("共 43 人，超过可容纳的 40 人", full.Text, StringComparison.Ordinal);
        await life.Host.DoAsync("delete from grassroots.study_booking where title = '先来的'");
        Assert.Equal(302, (await keeper.SubmitAsync($"{county}/study-bookings/deeds/confirm?id={booking}", ("answer", "九点集合"))).Status);
        Assert.Contains("九点集合", (await secretary.GetAsync($"/{branch.Code}/grassroots/study-bookings/{booking}")).Text, StringComparison.Ordinal);

        // It stands in the branch's year as a plan; held and confirmed, the month has its theme day and the booking is kept.
        var meeting = await life.Host.AskAsync<Guid>($"select meeting_id from grassroots.study_booking where id = '{booking}'");
        Assert.Contains("到北线开展主题党日", (await secretary.GetAsync($"/{branch.Code}/grassroots/meetings/{meeting}")).Text, StringComparison.Ordinal);
        async Task<string> MonthAsync() => (await secretary.GetAsync($"/{branch.Code}/grassroots/life/branch/{branch.Id}")).Document.QuerySelectorAll("table.year tbody tr").Single(row => row.QuerySelector("th")!.TextContent.StartsWith("主题党日", StringComparison.Ordinal)).QuerySelectorAll("td")[Clock.Today.Month - 1].ClassName!;
        Assert.DoesNotContain("cell-done", await MonthAsync(), StringComparison.Ordinal);
        var held = await secretary.SubmitAsync($"/{branch.Code}/grassroots/meetings/write/{meeting}", [.. Form(Clock.Today, "到北线开展主题党日", ("Resolution", "每季度来一次")), ("act", "confirm")]);
        Assert.True(held.Status == 302, held.Why());
        Assert.Contains("cell-done", await MonthAsync(), StringComparison.Ordinal);
        Assert.Equal(Clock.Today, await life.Host.AskAsync<DateOnly>($"select held_on from grassroots.study_booking where id = '{booking}'"));
        // Both bases have had these visitors; the figures count one theme day.
        var months = (await keeper.GetAsync($"{county}/training/places")).Document.QuerySelectorAll("tbody tr").Where(row => row.TextContent.Contains("渡口旧址馆", StringComparison.Ordinal) || row.TextContent.Contains("纪念碑广场", StringComparison.Ordinal)).Select(row => row.QuerySelectorAll("td")[Clock.Today.Month - 1].TextContent.Trim());
        Assert.Equal(["1／33", "1／33"], months);
        var days = await keeper.GetAsync($"{county}/figures/study-theme-days/rows");
        Assert.Contains(branch.Name, days.In("tbody"), StringComparison.Ordinal);
    }

    [Fact, Trait("Row", "G3.13")]
    public async Task What_cannot_be_received_is_said_with_its_reason_and_the_plan_goes()
    {
        var branch = await life.BranchAsync();
        var code = life.Statistics.City.Code;
        using var keeper = await life.Host.SignInAsync(code, [.. Secretary, "grassroots.training.read", "grassroots.training.edit", "grassroots.training.plan"]);
        using var secretary = await life.Host.SignInAsync(branch.Code, [.. Secretary, "grassroots.training.read", "grassroots.training.edit"]);
        Assert.Equal(302, (await keeper.SubmitAsync($"/{code}/grassroots/teaching-places/new", ("name", "山顶陵园"), ("kind", "4"))).Status);
        var place = await life.Host.AskAsync<Guid>("select id from grassroots.teaching_place where name = '山顶陵园'");
        var booked = await secretary.SubmitAsync($"/{branch.Code}/grassroots/teaching-places/deeds/apply?id={place}", ("organisation_id", branch.Id.ToString()), ("visit_on", In(3)), ("people", "12"), ("is_theme_day", "1"));
        Assert.True(booked.Status == 302, booked.Why());
        var (booking, meeting) = (await life.Host.AskAsync<Guid>($"select id from grassroots.study_booking where teaching_place_id = '{place}'"), await life.Host.AskAsync<Guid>($"select meeting_id from grassroots.study_booking where teaching_place_id = '{place}'"));

        Assert.Equal(422, (await keeper.SubmitAsync($"/{code}/grassroots/study-bookings/deeds/decline?id={booking}", ("answer", ""))).Status);
        Assert.Equal(302, (await keeper.SubmitAsync($"/{code}/grassroots/study-bookings/deeds/decline?id={booking}", ("answer", "当天闭馆"))).Status);

        Assert.Contains("当天闭馆", (await secretary.GetAsync($"/{branch.Code}/grassroots/study-bookings/{booking}")).Text, StringComparison.Ordinal);
        Assert.Equal(404, (await secretary.GetAsync($"/{branch.Code}/grassroots/meetings/{meeting}")).Status);
        Assert.Equal(422, (await secretary.SubmitAsync($"/{branch.Code}/grassroots/study-bookings/deeds/cancel?id={booking}", ("answer", "不去了"))).Status);
    }
}
