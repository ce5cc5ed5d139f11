using OrgWork.Kernel;
using Xunit;

namespace OrgWork.Tests.Cadres;

/// <summary>班子与职数: seats, who sits there on which day, and the number approved.</summary>
public sealed class TeamTests : IAsyncLifetime
{
    TestHost host = null!;
    string county = "";
    Guid team, seat, holder;

    public async Task InitializeAsync()
    {
        host = await TestHost.StartDemoAsync(new(Counties: 2, Townships: 2, Villages: 6, Enterprises: 2, Cadres: 120, Members: 200, Talents: 4));
        county = (await host.AskAsync<string>("select code from org.locality where kind = 3 order by code limit 1"))!;
        // Whom the city manages is seated by the city.
        await host.DoAsync($"update cadres.cadre set management = '04' where starts_with(locality_path, (select path from org.locality where code = '{county}'))");
        team = await host.AskAsync<Guid>($"select t.id from cadres.team t join org.locality l on l.path = t.locality_path where l.code = '{county}' and exists (select from cadres.team_seat s join cadres.cadre_post p on p.seat_id = s.id where s.team_id = t.id) order by t.rank_order limit 1");
        seat = await host.AskAsync<Guid>($"select s.id from cadres.team_seat s where s.team_id = '{team}' and s.is_counted and exists (select from cadres.cadre_post p where p.seat_id = s.id and p.ended_on is null) order by s.rank_order limit 1");
        holder = await host.AskAsync<Guid>($"select p.id from cadres.cadre_post p where p.seat_id = '{seat}' and p.ended_on is null");
        await host.DoAsync($"delete from cadres.team_quota where team_id = '{team}'; insert into cadres.team_quota (team_id, locality_path, approved, document_no, began_on) select id, locality_path, (select count(*) from cadres.team_seat s join cadres.cadre_post p on p.seat_id = s.id where s.team_id = '{team}' and s.is_counted), '试编〔2020〕1号', '2020-01-01' from cadres.team where id = '{team}'");
    }

    public Task DisposeAsync() => host.DisposeAsync().AsTask();

    string Board => $"/{county}/cadres/teams/board/{team}";
    string Seat(Guid id) => $"/{county}/cadres/teams/seat/{id}";
    Task<Browser> OfficerAsync(string? place = null) => host.SignInAsync(place ?? county, "cadres.teams.read", "cadres.teams.edit", "cadres.files.read");

    /// <summary>A post held in the county that stands on no seat.</summary>
    Task<Guid> FreeLineAsync(int skip = 0) => host.AskAsync<Guid>($"""
        select p.id from cadres.cadre_post p join cadres.cadre c on c.id = p.cadre_id join org.locality l on l.code = '{county}' and starts_with(c.locality_path, l.path)
        where p.seat_id is null and p.ended_on is null and p.removed_at is null and c.removed_at is null order by p.id offset {skip} limit 1
        """);

    async Task<Guid> VacantSeatAsync() => await host.AskAsync<Guid>($"insert into cadres.team_seat (team_id, locality_path, post, is_counted, opened_on, rank_order) select id, locality_path, '副职（新设）', true, '2026-01-01', 990 from cadres.team where id = '{team}' returning id");

    [Fact, Trait("Row", "C2.1")]
    public async Task The_board_shows_seats_in_their_order_with_holder_duties_since_when_vacancy_and_the_team_of_a_past_day()
    {
        using var officer = await OfficerAsync();
        var name = await host.AskAsync<string>($"select c.name from cadres.cadre c join cadres.cadre_post p on p.cadre_id = c.id where p.id = '{holder}'");
        var vacant = await VacantSeatAsync();
        // Somebody sat there before, until the present one came.
        var before = await FreeLineAsync();
        await host.DoAsync($"update cadres.cadre_post p set seat_id = '{seat}', began_on = h.began_on - 900, ended_on = h.began_on from cadres.cadre_post h where h.id = '{holder}' and p.id = '{before}'");
        var (predecessor, day) = (await host.AskAsync<string>($"select c.name from cadres.cadre c join cadres.cadre_post p on p.cadre_id = c.id where p.id = '{before}'"), await host.AskAsync<DateOnly>($"select began_on - 30 from cadres.cadre_post where id = '{holder}'"));

        await host.DoAsync($"update cadres.cadre_post set duties = '负责综合协调' where id = '{holder}'");
        var now = await officer.GetAsync(Board);
        var then = await officer.GetAsync($"{Board}?on={Dates.Format(day)}");

        var posts = now.Document.QuerySelectorAll(".seat-post").Select(post => post.TextContent).ToArray();
        Assert.Equal((await host.AskAsync<string[]>($"select array_agg(post order by rank_order, id) from cadres.team_seat where team_id = '{team}' and removed_at is null"))!, posts);
        Assert.Equal(Plain(name), Plain(now.In(".seat b")));
        var first = now.Document.QuerySelectorAll(".seat").Single(one => one.TextContent.Contains("分管：负责综合协调", StringComparison.Ordinal)).TextContent;
        Assert.Contains(Plain(name), Plain(first), StringComparison.Ordinal);
        Assert.Contains($"{Month.Of(await host.AskAsync<DateOnly>($"select began_on from cadres.cadre_post where id = '{holder}'"))} 任现职", first, StringComparison.Ordinal);
        // The register itself: what kind of team, of which unit.
        var kinds = await officer.GetAsync($"/{county}/cadres/teams?kind={await host.AskAsync<string>($"select kind from cadres.team where id = '{team}'")}");
        Assert.Contains(team.ToString(), kinds.Text, StringComparison.Ordinal);
        Assert.Contains("2026.01.01 起", now.Document.QuerySelectorAll(".seat-empty")[^1].TextContent, StringComparison.Ordinal);
        Assert.Equal(Plain(predecessor), Plain(then.In(".seat b")));
        Assert.Equal(403, (await (await host.SignInAsync(county, "cadres.files.read")).GetAsync(Board)).Status);
        Assert.Equal(404, (await (await OfficerAsync(await host.AskAsync<string>($"select code from org.locality where kind = 3 and code <> '{county}' limit 1"))).GetAsync(Board.Replace(county, await host.AskAsync<string>($"select code from org.locality where kind = 3 and code <> '{county}' limit 1"), StringComparison.Ordinal))).Status);
        Assert.NotEqual(seat, vacant);
    }

    [Fact, Trait("Row", "C2.2")]
    public async Task Above_the_approved_number_nobody_is_seated_until_the_level_above_has_agreed_and_only_as_long_and_as_many_as_it_did()
    {
        using var officer = await OfficerAsync();
        var (vacant, line) = (await VacantSeatAsync(), await FreeLineAsync());
        Assert.Contains("未超", (await officer.GetAsync(Board)).In(".strip")!, StringComparison.Ordinal);
        async Task RefusedAsync()
        {
            var held = await officer.PostAsync(Seat(vacant), ("line", line.ToString()), ("WaiverReason", "机构改革过渡期"), ("WaiverApprover", "市委编办主任"), ("WaiverOn", Dates.Format(Clock.Today)));
            Assert.Equal(422, held.Status);
            Assert.Contains("超 1 人", held.In(".note")!, StringComparison.Ordinal);
            Assert.Null(await host.AskAsync<Guid?>($"select seat_id from cadres.cadre_post where id = '{line}'"));
        }
        await RefusedAsync();

        // The county asks; neither it nor whoever asked answers, and where nothing was asked for there is nothing to go by.
        var asked = await officer.SubmitAsync($"/{county}/cadres/quota-exceptions/new", ("title", "暂超一名"), ("team_id", team.ToString()), ("extra", "1"), ("reason", "机构改革过渡期"), ("absorption", "年底前一人到龄"), ("ends_on", Dates.Format(Clock.Today.AddDays(200))));
        Assert.True(asked.Status == 302, asked.Why());
        var ask = await host.AskAsync<Guid>("select id from cadres.quota_exception where title = '暂超一名'");
        await RefusedAsync();
        (string, string)[] yes = [("state", "2"), ("decided_on", Dates.Format(Clock.Today)), ("document_no", "市编〔2026〕9号")];
        string Answer(string place) => $"/{place}/cadres/quota-exceptions/deeds/answer?id={ask}";
        Assert.Equal(403, (await officer.GetAsync(Answer(county))).Status);
        using var head = await host.SignInAsync(county, "cadres.teams.read", "cadres.teams.edit", "cadres.teams.exceed");
        var own = await head.SubmitAsync(Answer(county), yes);
        Assert.True(own.Status == 422, own.Why());
        Assert.Contains("由上一级批复", own.Text, StringComparison.Ordinal);
        var city = (await host.AskAsync<string>("select code from org.locality where kind = 2"))!;
        using var above = await host.SignInAsync(city, "cadres.teams.read", "cadres.teams.exceed");
        Assert.Contains("请填批复文号", (await above.SubmitAsync(Answer(city), yes[..2])).Text, StringComparison.Ordinal);
        var agreed = await above.SubmitAsync(Answer(city), yes);
        Assert.True(agreed.Status == 302, agreed.Why());
        Assert.Contains("已经批复", (await above.SubmitAsync(Answer(city), [("state", "3"), .. yes[1..]])).Text, StringComparison.Ordinal);
        Assert.Contains("已经批复，不再改", (await officer.SubmitAsync($"/{county}/cadres/quota-exceptions/{ask}/edit", ("extra", "9"))).Text, StringComparison.Ordinal);

        var done = await officer.PostAsync(Seat(vacant), ("line", line.ToString()));
        Assert.True(done.Status == 302, done.Why());
        Assert.Equal(vacant, await host.AskAsync<Guid?>($"select seat_id from cadres.cadre_post where id = '{line}'"));
        Assert.Equal(2L, await host.AskAsync<long>($"select count(*) from audit.entry where row_id in ('{team}', (select cadre_id from cadres.cadre_post where id = '{line}')) and deed = '{DeedKind.Update}'"));
        // It is still over, with the document that bears it; nobody is lit for it.
        Assert.Contains("超 1", (await officer.GetAsync(Board)).In(".strip")!, StringComparison.Ordinal);
        Assert.Contains("经批准可超 1　市编〔2026〕9号", (await officer.GetAsync(Board)).In(".strip")!, StringComparison.Ordinal);
        Assert.Contains("超 1", (await officer.GetAsync($"/{county}/cadres/teams/overview")).Document.QuerySelector($"a[href$='{team}']")!.Closest("tr")!.TextContent, StringComparison.Ordinal);
        Assert.DoesNotContain(team.ToString(), (await officer.GetAsync($"/{county}/cadres/teams?rule=teams.quota")).Text, StringComparison.Ordinal);
        // One more is one too many, and when the time is over the team is over its number again.
        var (second, other) = (await VacantSeatAsync(), await host.AskAsync<Guid>($"update cadres.cadre_post set seat_id = null where id = (select p.id from cadres.cadre_post p join cadres.team_seat s on s.id = p.seat_id and s.team_id <> '{team}' join cadres.cadre c on c.id = p.cadre_id join org.locality l on l.code = '{county}' and starts_with(c.locality_path, l.path) where p.ended_on is null and p.removed_at is null order by p.id limit 1) returning id"));
        Assert.Contains("经批准可超 1 名", (await officer.PostAsync(Seat(second), ("line", other.ToString()))).In(".note")!, StringComparison.Ordinal);
        await host.DoAsync($"alter table cadres.quota_exception disable trigger concluded; update cadres.quota_exception set ends_on = org.today(), decided_on = org.today() - 1 where id = '{ask}'; alter table cadres.quota_exception enable trigger concluded");
        Assert.Contains(team.ToString(), (await officer.GetAsync($"/{county}/cadres/teams?rule=teams.quota")).Text, StringComparison.Ordinal);
    }

    [Fact, Trait("Row", "C2.2")]
    public async Task For_the_teams_of_the_highest_place_the_answer_from_outside_is_entered_by_a_second_person()
    {
        var city = (await host.AskAsync<string>("select code from org.locality where kind = 2"))!;
        var own = await host.AskAsync<Guid>($"select t.id from cadres.team t join org.locality l on l.path = t.locality_path where l.code = '{city}' order by t.id limit 1");
        using var head = await host.SignInAsync(city, "cadres.teams.read", "cadres.teams.edit", "cadres.teams.exceed");
        using var other = await host.SignInAsync(city, "cadres.teams.read", "cadres.teams.exceed");
        var asked = await head.SubmitAsync($"/{city}/cadres/quota-exceptions/new", ("title", "市级暂超"), ("team_id", own.ToString()), ("extra", "1"), ("reason", "过渡"), ("absorption", "年底"), ("ends_on", Dates.Format(Clock.Today.AddDays(200))));
        Assert.True(asked.Status == 302, asked.Why());
        var answer = $"/{city}/cadres/quota-exceptions/deeds/answer?id={await host.AskAsync<Guid>("select id from cadres.quota_exception where title = '市级暂超'")}";
        (string, string)[] no = [("state", "3"), ("decided_on", Dates.Format(Clock.Today)), ("words", "省里不同意")];
        Assert.Contains("申请人不能批复自己的申请", (await head.SubmitAsync(answer, no)).Text, StringComparison.Ordinal);
        Assert.Equal(302, (await other.SubmitAsync(answer, no)).Status);
        Assert.Equal("3 省里不同意", await host.AskAsync<string>("select state || ' ' || words from cadres.quota_exception where title = '市级暂超'"));
        Assert.DoesNotContain("经批准可超", (await head.GetAsync($"/{city}/cadres/teams/board/{own}")).Text, StringComparison.Ordinal);
    }

    [Fact, Trait("Row", "C2.2")]
    public async Task A_number_for_one_level_is_kept_for_that_level_even_where_the_whole_is_not_exceeded()
    {
        using var officer = await OfficerAsync();
        var (vacant, line) = (await VacantSeatAsync(), await FreeLineAsync());
        var path = await host.AskAsync<string>($"select locality_path from cadres.team where id = '{team}'");
        await host.DoAsync($"update cadres.team_quota set approved = approved + 5 where team_id = '{team}'; update cadres.team_seat set level = '1A42' where id = '{vacant}'; insert into cadres.team_quota (team_id, locality_path, level, approved, document_no, began_on) values ('{team}', '{path}', '1A42', 0, '试编〔2020〕2号', '2020-01-01')");

        var held = await officer.PostAsync(Seat(vacant), ("line", line.ToString()));

        Assert.Equal(422, held.Status);
        Assert.Contains("1 个层次超出", held.In(".note")!, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_seat_holds_one_at_a_time_and_lines_come_from_within_the_scope()
    {
        using var officer = await OfficerAsync();
        var (vacant, line) = (await VacantSeatAsync(), await FreeLineAsync());
        var stranger = await host.AskAsync<Guid>($"select p.id from cadres.cadre_post p join cadres.cadre c on c.id = p.cadre_id join org.locality l on l.path = c.locality_path where not starts_with(l.code, left('{county}', 6)) and p.seat_id is null and p.ended_on is null limit 1");
        await host.DoAsync($"update cadres.team_quota set approved = approved + 5 where team_id = '{team}'");

        Assert.Contains("还在任", (await officer.PostAsync(Seat(seat), ("line", line.ToString()))).In(".note")!, StringComparison.Ordinal);
        Assert.Contains("另一个职位", (await officer.PostAsync(Seat(vacant), ("line", holder.ToString()))).In(".note")!, StringComparison.Ordinal);
        Assert.Contains("授权范围", (await officer.PostAsync(Seat(vacant), ("line", stranger.ToString()))).In(".note")!, StringComparison.Ordinal);
        using var reader = await host.SignInAsync(county, "cadres.teams.read", "cadres.files.read");
        Assert.Equal(403, (await reader.PostAsync(Seat(vacant), ("line", line.ToString()))).Status);

        Assert.Equal(302, (await officer.PostAsync(Seat(vacant), ("line", line.ToString()))).Status);
        var fault = await Assert.ThrowsAsync<Npgsql.PostgresException>(async () => await host.DoAsync($"update cadres.cadre_post set seat_id = '{seat}' where id = '{line}'"));
        Assert.Equal("23P01", fault.SqlState);

        Assert.Equal(422, (await officer.PostAsync($"{Seat(vacant)}?handler=clear", ("line", line.ToString()))).Status);
        Assert.Equal(302, (await officer.PostAsync($"{Seat(vacant)}?handler=clear", ("line", line.ToString()), ("reason", "登记错了职位"))).Status);
        Assert.Null(await host.AskAsync<Guid?>($"select seat_id from cadres.cadre_post where id = '{line}'"));
    }

    [Fact]
    public async Task Ages_are_counted_by_band_and_who_crosses_one_is_named_beforehand()
    {
        using var officer = await OfficerAsync();
        var soon = Clock.Today.AddMonths(3);
        await host.DoAsync($"update cadres.cadre c set birth_on = '{AsOf.Format(soon.AddYears(-51))}' from cadres.cadre_post p where p.cadre_id = c.id and p.id = '{holder}'");
        var name = await host.AskAsync<string>($"select c.name from cadres.cadre c join cadres.cadre_post p on p.cadre_id = c.id where p.id = '{holder}'");

        var board = await officer.GetAsync(Board);

        var line = board.Document.QuerySelectorAll(".lines li").Single(item => Plain(item.TextContent).StartsWith(Plain(name), StringComparison.Ordinal) && item.TextContent.Contains("满 51 岁", StringComparison.Ordinal));
        Assert.EndsWith($"满 51 岁{Month.Of(soon)}", line.TextContent.Trim(), StringComparison.Ordinal);
        var seated = await host.AskAsync<long>($"select count(*) from cadres.cadre_post p join cadres.team_seat s on s.id = p.seat_id where s.team_id = '{team}' and p.ended_on is null");
        var counted = board.Document.QuerySelectorAll(".strip > div")[1].QuerySelectorAll(".segs i").Sum(bar => int.Parse(bar.TextContent, System.Globalization.CultureInfo.InvariantCulture));
        Assert.Equal(seated, counted);
    }

    static string Plain(string? text) => (text ?? "").Replace("　", "", StringComparison.Ordinal).Trim();

    [Fact]
    public async Task The_posts_of_a_cadre_are_drawn_over_the_years_on_the_file_by_level()
    {
        using var officer = await OfficerAsync();
        var cadre = await host.AskAsync<Guid>($"select p.cadre_id from cadres.cadre_post p join org.locality l on starts_with(p.locality_path, l.path) where l.code = '{county}' and p.removed_at is null and p.level is not null group by 1 having count(*) > 3 and count(*) filter (where p.ended_on is null) = 1 order by 1 limit 1");
        var drawn = $"from cadres.cadre_post where cadre_id = '{cadre}' and removed_at is null and level is not null and coalesce(ended_on, org.today()) > began_on";
        var page = await officer.GetAsync($"/{county}/cadres/files/{cadre}");
        var chart = page.Document.QuerySelector("svg.chart")!;
        Assert.Equal(await host.AskAsync<long>($"select count(*) {drawn}"), chart.QuerySelectorAll("rect.tl-bar").Length);
        Assert.Single(chart.QuerySelectorAll("rect.tl-now"));
        Assert.Contains(await host.AskAsync<string>($"select post_name {drawn} and ended_on is null") ?? "?", chart.GetAttribute("aria-label"));
        Assert.Equal(await host.AskAsync<long>($"select count(distinct level) {drawn}"), chart.QuerySelectorAll("text.tl-lane").Length);
        // Later posts stand further to the right.
        var xs = chart.QuerySelectorAll("rect.tl-bar").Select(bar => double.Parse(bar.GetAttribute("x")!, System.Globalization.CultureInfo.InvariantCulture)).ToList();
        Assert.Equal(xs.Order(), xs);
    }
}
