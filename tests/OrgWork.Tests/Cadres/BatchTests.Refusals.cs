using OrgWork.Kernel;
using Xunit;

namespace OrgWork.Tests.Cadres;

/// <summary>What a batch refuses: a principal at home, a second exception, a way round quota and recommendation, two deeds at once, a conclusion that nobody answers for.</summary>
public sealed partial class BatchTests
{
    static (string, int[])[] Ballot(string title) => [(LineOf(title), [10, 0, 0])];

    /// <summary>On to the end of the meeting; nobody leaves by this batch.</summary>
    async Task<(Guid Batch, string Case, Guid Person, string Title)> DecidedAsync(Browser officer)
    {
        var (batch, one, person) = await ReadyAsync(officer, withLeaver: false);
        var title = (await TitleAsync(batch))!;
        var voted = await PollAsync(officer, batch, "decisions", "2025.03.28", 11, 10, 0, Ballot(title));
        Assert.True(voted.Status == 302, voted.Why() + host.Log);
        await officer.DoStepAsync(one, "decision", ("on", "2025.03.28"), ("has_recused", "1"), ("outcome", "pass"));
        return (batch, one, person, title);
    }

    async Task<(Guid Batch, string Case, Guid Person, string Title)> AppointedAsync(Browser officer)
    {
        var (batch, one, person, title) = await DecidedAsync(officer);
        await officer.DoStepAsync(one, "notice", ("on", "2025.03.31"), ("outcome", "published"));
        await officer.DoStepAsync(one, "appointed", ("on", "2025.04.09"), ("document_no", "临委任1号"), ("outcome", "probation"));
        return (batch, one, person, title);
    }

    [Fact, Trait("Row", "C2.1")]
    public async Task Whoever_takes_office_in_another_county_is_still_on_the_board_of_the_day_before_and_the_seat_is_vacant_since_that_day()
    {
        var (old, left) = (county, await host.AskAsync<Guid>($"insert into cadres.team_seat (team_id, locality_path, post, is_principal, is_counted, opened_on, rank_order) select id, locality_path, '副局长（离任）', true, true, '2015-01-01', 996 from cadres.team where id = '{team}' returning id"));
        // In office there since 2020, a member of the Party; the post that is to be filled is one of the neighbour's.
        await host.DoAsync($"""
            delete from cadres.cadre_post where cadre_id = '{first}'; delete from cadres.cadre_post_history where cadre_id = '{first}';
            insert into cadres.cadre_post (cadre_id, locality_path, unit_name, post_name, level, began_on, state, is_main, seat_id, duties) select id, locality_path, '县试验局', '副局长（离任）', '1A42', '2020-01-01', '1', true, '{left}', '分管项目' from cadres.cadre where id = '{first}';
            update cadres.team_seat set is_principal = false where team_id = '{team}' and id <> '{left}'; update cadres.cadre set politics = '01' where id = '{first}'; update cadres.cadre_history set politics = '01', name = '甲一' where id = '{first}'
            """);
        var other = await host.AskAsync<Guid>($"select t.id from cadres.team t join org.locality l on l.kind = 3 and l.code <> '{county}' and starts_with(t.locality_path, l.path) where t.kind = '2' order by t.locality_path, t.rank_order, t.id limit 1");
        seat = await host.AskAsync<Guid>($"insert into cadres.team_seat (team_id, locality_path, post, level, is_counted, opened_on, rank_order) select id, locality_path, '局长（试）', '1A41', true, '2015-01-01', 995 from cadres.team where id = '{other}' returning id");
        await host.DoAsync($"update cadres.team_quota set approved = 200 where team_id = '{other}'; insert into cadres.team_quota (team_id, locality_path, approved, document_no, began_on) select id, locality_path, 200, '试编〔2015〕2号', '2015-01-01' from cadres.team t where id = '{other}' and not exists (select from cadres.team_quota q where q.team_id = t.id)");
        county = (await SayAsync("select code from org.locality where kind = 2"))!;
        using (var city = await OfficerAsync()) await AppointedAsync(city);
        Assert.Equal(await SayAsync($"select locality_path from cadres.team where id = '{other}'"), await SayAsync($"select locality_path from cadres.cadre where id = '{first}'"));
        await host.DoAsync($"update cadres.cadre set politics = '13' where id = '{first}'");

        using var officer = await host.SignInAsync(old, "cadres.teams.read", "cadres.files.read");
        var board = $"/{old}/cadres/teams/board/{team}";
        static string SeatOf(Answer page) => Plain(page.Document.QuerySelectorAll(".seat").Single(one => one.TextContent.Contains("副局长（离任）", StringComparison.Ordinal)).TextContent);

        // Not since the seat was made: since he left.
        var now = SeatOf(await officer.GetAsync(board));
        Assert.Contains("空缺2025.03.28起", now, StringComparison.Ordinal);
        Assert.DoesNotContain("甲一", now, StringComparison.Ordinal);
        var then = await officer.GetAsync($"{board}?on=2025.03.27");
        foreach (var words in new[] { "甲一", "2020.01任现职", "分管：分管项目" }) Assert.Contains(words, SeatOf(then), StringComparison.Ordinal);
        Assert.Contains("空缺2025.03.28起", SeatOf(await officer.GetAsync($"{board}?on=2025.03.28")), StringComparison.Ordinal);
        Assert.Equal("01", await host.AskAsync<string>($"select politics from cadres.cadre_history where id = '{first}' and starts_with(locality_path, '{path}') and valid_from <= '2025-03-27' and valid_to > '2025-03-27'"));
        // The rule that counts the days of a principal's vacancy reckons from the same day.
        Assert.Contains("2025.03.28", (await officer.GetAsync($"/{old}/cadres/teams/{team}?tab=rules")).Text, StringComparison.Ordinal);

        // The city sees both counties: the line where it is now, and the man as he was then.
        using var above = await host.SignInAsync(county, "cadres.teams.read", "cadres.files.read");
        Assert.Contains("甲一", SeatOf(await above.GetAsync($"/{county}/cadres/teams/board/{team}?on=2025.03.27")), StringComparison.Ordinal);
        Assert.Contains("空缺2025.03.28起", SeatOf(await above.GetAsync($"/{county}/cadres/teams/board/{team}")), StringComparison.Ordinal);
    }

    [Fact, Trait("Row", "C3.16")]
    public async Task A_principal_of_a_county_is_not_put_to_the_vote_at_home_and_nobody_is_twice_an_exception()
    {
        using var officer = await OfficerAsync();
        var home = (await SayAsync($"select name from org.locality where code = '{county}'"))!;
        await host.DoAsync($"update cadres.team set kind = '1', locality_path = '{path}' where id = '{team}'; update cadres.team_seat set is_principal = true where id = '{seat}'; update cadres.cadre set native_place = '某省{home}' where id = '{first}'");
        var (batch, _, person) = await ReadyAsync(officer, withLeaver: false);
        var title = (await TitleAsync(batch))!;
        var refused = await PollAsync(officer, batch, "decisions", "2025.03.28", 11, 10, 0, Ballot(title));
        Assert.NotEqual(302, refused.Status);
        Assert.Contains("主要领导在成长地任职", refused.Text, StringComparison.Ordinal);
        await host.DoAsync($"update cadres.cadre set native_place = '外地' where id = '{first}'");

        // Promoted as an exception once: not as an exception again.
        await host.DoAsync($"""
            with b as (insert into cadres.appointment_batch (locality_path, name, decided_by) values ('{path}', '从前', '县委常委会') returning id, locality_path)
            insert into cadres.appointment_candidate (appointment_batch_id, locality_path, cadre_id, name, kind, is_exceptional, state, took_office_on) select id, locality_path, '{first}', '甲一', '1', true, 'A', '2019-03-01' from b
            """);
        Assert.Equal(302, (await OnAsync(officer, person, "facts", ("abroad", "0"), ("exceptional", "true"), ("why", "急难险重任务中表现突出"), ("agreed", "2025.03.20"))).Status);
        Assert.Contains("上次任职年限已经破格", (await PollAsync(officer, batch, "decisions", "2025.03.28", 11, 10, 0, Ballot(title))).Text, StringComparison.Ordinal);
        Assert.Equal(302, (await OnAsync(officer, person, "facts", ("abroad", "0"))).Status);
        Assert.Equal(302, (await PollAsync(officer, batch, "decisions", "2025.03.28", 11, 10, 0, Ballot(title))).Status);
    }

    [Fact, Trait("Row", "C3.2")]
    public async Task A_step_has_somebody_who_answers_for_it_and_the_days_between_which_it_is_done()
    {
        using var officer = await OfficerAsync();
        var (batch, _, _) = await ReadyAsync(officer, withLeaver: false);
        var page = $"{Home}/batches/{batch}";
        Task<Answer> SetAsync(string step, string who, string earliest, string latest) => officer.PostAsync($"{page}?handler=schedule", ("step", step), ("who", who), ("earliest", earliest), ("latest", latest));
        Assert.Contains("已经办了，不再改", (await SetAsync("motion", "丁四", "", "")).Text, StringComparison.Ordinal);
        Assert.Contains("责任人：请填姓名", (await SetAsync("decision", "", "2025.03.20", "2025.03.28")).Text, StringComparison.Ordinal);
        Assert.Contains("最迟日期早于最早日期", (await SetAsync("decision", "丁四", "2025.03.28", "2025.03.20")).Text, StringComparison.Ordinal);
        Assert.Equal(302, (await SetAsync("decision", "丁四", "2025.03.20", "2025.03.28")).Status);
        Assert.Equal(302, (await SetAsync("decision", "戊五", "2025.03.24", "2025.03.28")).Status);
        Assert.Equal("戊五", await SayAsync($"select responsible from cadres.appointment_step where appointment_batch_id = '{batch}' and step = 'decision'"));
        var line = (await officer.GetAsync(page)).Document.QuerySelectorAll(".lines li").First(one => one.TextContent.Contains("戊五", StringComparison.Ordinal) && one.QuerySelector(".lt") is not null);
        Assert.Contains("党委（党组）讨论决定戊五2025.03.24至2025.03.28", Plain(line.TextContent), StringComparison.Ordinal);
        // Its last day has passed.
        Assert.NotNull(line.QuerySelector(".lt-r"));
        using var reader = await host.SignInAsync(county, "cadres.appointments.read");
        Assert.Equal(403, (await reader.PostAsync($"{page}?handler=schedule", ("step", "decision"), ("who", "某"))).Status);
    }

    [Fact, Trait("Row", "C3.16")]
    public async Task Hours_of_training_are_those_of_the_file_and_whoever_is_promoted_short_of_them_makes_them_up_as_a_task()
    {
        using var officer = await OfficerAsync("cadres.team-tasks.view");
        await host.DoAsync($"delete from cadres.cadre_training where cadre_id = '{first}'; update cadres.cadre set unit_id = (select unit_id from cadres.team where id = '{team}') where id = '{first}'");
        var (batch, one, person) = await ReadyAsync(officer, withLeaver: false);
        var page = $"{Home}/batches/candidate/{person}";
        Assert.Contains("本年度学时不足 90", (await officer.GetAsync(page)).Text, StringComparison.Ordinal);
        // Of the year before, less what was missed; in March nobody has the year's hours.
        await host.DoAsync($"insert into cadres.cadre_training (cadre_id, locality_path, name, organiser, kind, began_on, ended_on, hours, absent_hours) select id, locality_path, '主体班', '党校', '1', '2024-05-01', '2024-05-20', 98, 4 from cadres.cadre where id = '{first}'");
        var met = await officer.GetAsync(page);
        Assert.DoesNotContain("本年度学时不足", met.Text, StringComparison.Ordinal);
        Assert.Contains("取多的 94，五年累计 94", met.Text, StringComparison.Ordinal);
        await host.DoAsync($"delete from cadres.cadre_training where cadre_id = '{first}'");
        Assert.Equal(302, (await PollAsync(officer, batch, "decisions", "2025.03.28", 11, 10, 0, (LineOf((await TitleAsync(batch))!), [10, 0, 0]))).Status);
        await officer.DoStepAsync(one, "decision", ("on", "2025.03.28"), ("has_recused", "1"), ("outcome", "pass"));
        await officer.DoStepAsync(one, "notice", ("on", "2025.03.31"), ("outcome", "published"));
        await officer.DoStepAsync(one, "appointed", ("on", "2025.04.09"), ("document_no", "临委任9号"), ("outcome", "probation"));
        // A year from taking office, which is over by now: due at once; with whom the person serves, and on the person's own page.
        Assert.Equal($"甲一提任后补训|甲一|{AsOf.Format(Clock.Today)}|open", await SayAsync($"select concat_ws('|', title, person, due_on, state) from org.work_item where source_id = '{first}'"));
        Assert.Equal(1L, await host.AskAsync<long>($"select count(*) from cadres.appointment_log where appointment_batch_id = '{batch}' and what = '提任时培训学时不足'"));
        Assert.Contains("甲一提任后补训", (await officer.GetAsync($"{Home}/overview/{first}")).Text, StringComparison.Ordinal);
    }

    [Fact, Trait("Row", "C3.16")]
    public async Task A_relative_is_one_whoever_has_named_the_other_in_the_team_or_coming_into_it_and_a_last_year_that_is_missing_is_not_made_up_for()
    {
        using var officer = await OfficerAsync();
        var (batch, _, person) = await ReadyAsync(officer, withLeaver: false);
        var page = $"{Home}/batches/candidate/{person}";
        async Task<bool> IsBarredAsync() => (await officer.GetAsync(page)).Text.Contains("任职应当回避", StringComparison.Ordinal);
        string Family(string of) => $"insert into cadres.cadre_family (cadre_id, locality_path, name, relation, birth_on) select id, locality_path, '甲一', '17', '1982-05-01' from cadres.cadre where id = {of}";
        Assert.False(await IsBarredAsync());
        // Somebody who sits there has named the candidate.
        await host.DoAsync(Family($"(select p.cadre_id from cadres.cadre_post p join cadres.team_seat s on s.id = p.seat_id where s.team_id = '{team}' and p.ended_on is null and p.removed_at is null limit 1)"));
        Assert.True(await IsBarredAsync());
        Assert.Contains("任职应当回避", (await PollAsync(officer, batch, "decisions", "2025.03.28", 11, 10, 0, (LineOf((await TitleAsync(batch))!), [10, 0, 0]))).Text, StringComparison.Ordinal);
        await host.DoAsync("delete from cadres.cadre_family");
        // Somebody who comes to another seat of it with the same batch.
        await host.DoAsync($"""
            {Family($"'{second}'")};
            with s as (insert into cadres.team_seat (team_id, locality_path, post, level, is_counted, opened_on, rank_order) select id, locality_path, '副局长（试）', '1A42', true, '2015-01-01', 997 from cadres.team where id = '{team}' returning id, locality_path),
              o as (insert into cadres.appointment_post (appointment_batch_id, locality_path, seat_id, title, unit_name, post_name, level, way) select '{batch}', b.locality_path, s.id, '副局长（试）', '局', '副局长', '1A42', '1' from s, cadres.appointment_batch b where b.id = '{batch}' returning id, locality_path)
            update cadres.appointment_candidate x set post_id = o.id, kind = '3', state = '2' from o where x.appointment_batch_id = '{batch}' and x.cadre_id = '{second}'
            """);
        Assert.True(await IsBarredAsync());
        await host.DoAsync("delete from cadres.cadre_family");
        Assert.False(await IsBarredAsync());
        // What is known is of two years ago: whether last year's was good nobody knows.
        await host.DoAsync($"update cadres.appointment_candidate set state = '4', closed_reason = '试' where appointment_batch_id = '{batch}' and cadre_id = '{second}'; update cadres.cadre_assessment set year = 2023 where cadre_id = '{first}'");
        Assert.Contains("缺上年度考核等次", (await officer.GetAsync(page)).Text.Replace("“", "", StringComparison.Ordinal).Replace("”", "", StringComparison.Ordinal), StringComparison.Ordinal);
        Assert.NotEqual(302, (await PollAsync(officer, batch, "decisions", "2025.03.28", 11, 10, 0, (LineOf((await TitleAsync(batch))!), [10, 0, 0]))).Status);
    }

    [Fact]
    public async Task Who_is_not_fit_at_the_end_of_probation_leaves_that_post_alone_and_stands_at_the_former_level()
    {
        using var officer = await OfficerAsync();
        var (_, _, person, _) = await AppointedAsync(officer);
        // Meanwhile another post was given that has nothing to do with it.
        await host.DoAsync($"insert into cadres.cadre_post (cadre_id, locality_path, rank_order, post_name, unit_name, began_on, state, is_main) select id, locality_path, 900, '科普协会理事', '县科协', '2025-06-01', '1', false from cadres.cadre where id = '{first}'");
        var unfit = await OnAsync(officer, person, "confirm", ("on", "2025.12.20"), ("fit", "0"), ("words", "不胜任现职"));
        Assert.True(unfit.Status == 302, unfit.Why() + host.Log);
        Assert.Equal("2025-12-20", await SayAsync($"select ended_on::text from cadres.cadre_post where cadre_id = '{first}' and seat_id = '{seat}'"));
        Assert.Equal("县科协科普协会理事", await SayAsync($"select string_agg(unit_name || post_name, ',') from cadres.cadre_post where cadre_id = '{first}' and ended_on is null"));
        Assert.Equal("1A42|2019-03-01|县科协科普协会理事|false|false", await SayAsync($"select concat_ws('|', level, level_began_on, post_title, is_on_probation::text, is_team_member::text) from cadres.cadre where id = '{first}'"));
        Assert.Equal("局长（试）", await SayAsync("select string_agg(post_name, ',') from cadres.appointment_entry where change = '2' and effective_on = '2025-12-20'"));
        Assert.Equal("B", await SayAsync($"select state from cadres.appointment_candidate where id = '{person}'"));
    }

    [Fact, Trait("Row", "C3.2")]
    public async Task Above_the_approved_number_no_object_is_fixed_and_no_decision_recorded_and_nobody_comes_in_past_the_recommendation()
    {
        using var officer = await OfficerAsync();
        var (batch, one, _) = await ReadyAsync(officer, withLeaver: false);
        var title = (await TitleAsync(batch))!;
        Assert.Equal(302, (await officer.FillAsync(one + "/turn/return", ("to", "objects"), ("reason", "再议"))).Status);
        // Recommended were others: somebody new for promotion goes through the recommendation; whoever leaves may still be added.
        var late = await AddAsync(officer, batch, leaver);
        Assert.Equal(422, late.Status);
        Assert.Contains("会议推荐参考人选已经提出", late.Text, StringComparison.Ordinal);
        await host.DoAsync($"update cadres.team_quota set approved = 0 where team_id = '{team}'");
        Assert.Contains("核定 0", (await officer.ActAsync(one, "objects", ("on", "2025.03.05"))).Text, StringComparison.Ordinal);
        await host.DoAsync($"update cadres.team_quota set approved = 50 where team_id = '{team}'");
        foreach (var (step, on) in new[] { ("objects", "2025.03.05"), ("foretell", "2025.03.07"), ("inspection", "2025.03.13") }) await officer.DoStepAsync(one, step, ("on", on));
        Assert.Equal(302, (await PollAsync(officer, batch, "decisions", "2025.03.28", 11, 10, 0, Ballot(title))).Status);
        await host.DoAsync($"update cadres.team_quota set approved = 0 where team_id = '{team}'");
        Assert.Contains("核定 0", (await officer.ActAsync(one, "decision", ("on", "2025.03.28"), ("has_recused", "1"), ("outcome", "pass"))).Text, StringComparison.Ordinal);
        await host.DoAsync($"update cadres.team_quota set approved = 50 where team_id = '{team}'");

        // What was passed by the rules on the day of the vote is asked once more when the decision is recorded.
        var person = await PersonAsync(batch, first);
        await host.DoAsync($"update cadres.appointment_check set conclusion = '3' where candidate_id = '{person}' and kind = '3'");
        Assert.Contains("凡提四必全部通过", (await officer.ActAsync(one, "decision", ("on", "2025.03.28"), ("has_recused", "1"), ("outcome", "pass"))).Text, StringComparison.Ordinal);
        await host.DoAsync($"update cadres.appointment_check set conclusion = '1' where candidate_id = '{person}' and kind = '3'");
        await officer.DoStepAsync(one, "decision", ("on", "2025.03.28"), ("has_recused", "1"), ("outcome", "pass"));
    }

    [Fact]
    public async Task A_void_ballot_leaves_nobody_passed_and_is_not_voided_after_the_case_went_on()
    {
        using var officer = await OfficerAsync();
        var (batch, one, person) = await ReadyAsync(officer, withLeaver: false);
        var title = (await TitleAsync(batch))!;
        Assert.Equal(302, (await PollAsync(officer, batch, "decisions", "2025.03.28", 11, 10, 0, Ballot(title))).Status);
        Assert.Equal("5", await SayAsync($"select state from cadres.appointment_candidate where id = '{person}'"));
        async Task<Answer> VoidAsync()
        {
            var (poll, version) = (await SayAsync($"select id::text from org.poll where subject_id = '{batch}' and kind = 'decisions' and state = 'signed'"), await SayAsync($"select version::text from org.poll where subject_id = '{batch}' and kind = 'decisions' and state = 'signed'"));
            return await officer.PostAsync($"{Home}/decisions/{poll}/turn/void", ("version", version!), ("reason", "票面有误"));
        }
        var gone = await VoidAsync();
        Assert.True(gone.Status == 302, gone.Why() + host.Log);
        Assert.Equal("2||true", await SayAsync($"select concat_ws('|', state, coalesce(votes_for::text, ''), (decided_on is null)::text) from cadres.appointment_candidate where id = '{person}'"));
        // Voted on anew and gone on with: it goes back first.
        Assert.Equal(302, (await PollAsync(officer, batch, "decisions", "2025.03.28", 11, 10, 0, Ballot(title))).Status);
        await officer.DoStepAsync(one, "decision", ("on", "2025.03.28"), ("has_recused", "1"), ("outcome", "pass"));
        Assert.Contains("退回到讨论决定，再作废", (await VoidAsync()).Text, StringComparison.Ordinal);
        Assert.Equal("5", await SayAsync($"select state from cadres.appointment_candidate where id = '{person}'"));
    }

    [Fact]
    public async Task A_step_taken_back_leaves_people_as_they_were_before_it()
    {
        using var officer = await OfficerAsync();
        var (batch, one, person, title) = await DecidedAsync(officer);
        // Back from 公示 to the meeting: there is somebody to vote on, and a ballot can be set.
        Assert.Equal(302, (await officer.FillAsync(one + "/turn/return", ("to", "decision"), ("reason", "表决票有误"))).Status);
        Assert.Equal("2|true", await SayAsync($"select concat_ws('|', state, (decided_on is null)::text) from cadres.appointment_candidate where id = '{person}'"));
        Assert.Null(await SayAsync($"select decided_on::text from cadres.appointment_batch where id = '{batch}'"));
        Assert.Equal(302, (await PollAsync(officer, batch, "decisions", "2025.03.28", 11, 10, 0, Ballot(title))).Status);
        await officer.DoStepAsync(one, "decision", ("on", "2025.03.28"), ("has_recused", "1"), ("outcome", "pass"));

        // Back to the objects of inspection: whoever had been left out can be chosen.
        Assert.Equal(302, (await officer.FillAsync(one + "/turn/return", ("to", "objects"), ("reason", "另行确定"))).Status);
        var other = await PersonAsync(batch, second);
        Assert.Equal("1", await SayAsync($"select state from cadres.appointment_candidate where id = '{other}'"));
        Assert.Equal(302, (await StandAsync(officer, batch, person, "out", "本人不愿")).Status);
        Assert.Equal(302, (await StandAsync(officer, batch, other, "object")).Status);
        await officer.DoStepAsync(one, "objects", ("on", "2025.03.05"));
        Assert.Equal(302, (await officer.FillAsync(one + "/turn/withdraw", ("reason", "再议"))).Status);
        Assert.Equal("4,2", await SayAsync($"select string_agg(state, ',' order by rank_order) from cadres.appointment_candidate where appointment_batch_id = '{batch}'"));
        // Who was taken off can be taken in again; the same line, and nobody twice. As a promotion they come by the recommendation.
        Assert.Equal(302, (await officer.FillAsync(one + "/turn/return", ("to", "talks"), ("reason", "重新推荐"))).Status);
        Assert.Equal("4,1", await SayAsync($"select string_agg(state, ',' order by rank_order) from cadres.appointment_candidate where appointment_batch_id = '{batch}'"));
        Assert.Equal(302, (await AddAsync(officer, batch, first)).Status);
        Assert.Equal("1,1", await SayAsync($"select string_agg(state, ',' order by rank_order) from cadres.appointment_candidate where appointment_batch_id = '{batch}'"));
        Assert.Equal(422, (await AddAsync(officer, batch, first)).Status);
    }

    [Fact, Trait("Row", "C3.2")]
    public async Task A_post_that_is_elected_has_no_probation_and_the_seat_says_which_it_is()
    {
        using var officer = await OfficerAsync();
        await host.DoAsync($"update cadres.team_seat set way = '2' where id = '{seat}'");
        var batch = await BatchAsync(officer);
        Assert.Equal(302, (await AddAsync(officer, batch, first)).Status);
        Assert.Equal("2|false", await SayAsync($"select concat_ws('|', p.way, x.has_probation::text) from cadres.appointment_candidate x join cadres.appointment_post p on p.id = x.post_id where x.appointment_batch_id = '{batch}'"));
        Assert.Contains("第四十三条", (await officer.GetAsync($"{Home}/batches/{batch}")).Text, StringComparison.Ordinal);
        // The day of the election is that of taking office: not before it was decided, and not of anybody who is not yet decided on.
        var person = await host.AskAsync<Guid>($"select id from cadres.appointment_candidate where appointment_batch_id = '{batch}'");
        Assert.Contains("还没有任职的人选", (await OnAsync(officer, person, "lawful", ("on", "2025.04.20"))).Text, StringComparison.Ordinal);
        await host.DoAsync($"update cadres.appointment_candidate set state = '5', decided_on = '2025-03-28' where id = '{person}'");
        Assert.Contains("早于讨论决定的 2025.03.28", (await OnAsync(officer, person, "lawful", ("on", "2025.03.20"))).Text, StringComparison.Ordinal);
        Assert.Equal(302, (await OnAsync(officer, person, "lawful", ("on", "2025.04.20"))).Status);
        Assert.Equal("2025-04-20", await SayAsync($"select lawful_on::text from cadres.appointment_candidate where id = '{person}'"));
        Assert.Equal(1L, await host.AskAsync<long>($"select count(*) from cadres.appointment_log where appointment_batch_id = '{batch}' and what like '%依法选举、任命%'"));
        // By way of a scheme it is the same.
        var plan = (await officer.PostAsync($"{Home}/teams/plans", ("name", "方案乙"), ("team", team.ToString()), ("on", Dates.Format(Clock.Today)))).Location!;
        Assert.Equal(302, (await officer.PostAsync($"{plan}?handler=move", ("person", second.ToString()), ("seat", seat.ToString()))).Status);
        var other = await BatchAsync(officer, "第二批");
        Assert.Equal(302, (await officer.PostAsync($"{Home}/batches/{other}?handler=plan", ("plan", plan[^36..]))).Status);
        Assert.Equal("1|false", await SayAsync($"select concat_ws('|', kind, has_probation::text) from cadres.appointment_candidate where appointment_batch_id = '{other}'"));
    }

    [Fact]
    public async Task Two_deeds_at_once_on_one_person_are_one_deed()
    {
        using var officer = await OfficerAsync();
        using var colleague = await OfficerAsync();
        var (batch, one, person) = await ReadyAsync(officer, withLeaver: false);
        await host.DoAsync($"update cadres.appointment_check set conclusion = null, answered_on = null where candidate_id = '{person}' and kind = '3'");
        var check = $"select 1 from cadres.appointment_check where candidate_id = '{person}' and kind = '3' and removed_at is null for update";
        await OnePassesAsync(check, officer, colleague, $"{Home}/batches/candidate/{person}?handler=answer", ("kind", "3"), ("on", "2025.03.14"), ("conclusion", "1"));
        Assert.Equal(1L, await host.AskAsync<long>($"select count(*) from cadres.appointment_log where appointment_batch_id = '{batch}' and what = '纪检监察机关意见凡提必听：通过' and on_day = '2025-03-14'"));

        var title = (await TitleAsync(batch))!;
        Assert.Equal(302, (await PollAsync(officer, batch, "decisions", "2025.03.28", 11, 10, 0, Ballot(title))).Status);
        await officer.DoStepAsync(one, "decision", ("on", "2025.03.28"), ("has_recused", "1"), ("outcome", "pass"));
        await officer.DoStepAsync(one, "notice", ("on", "2025.03.31"), ("outcome", "published"));
        // While one objection is open another does not take its place; once settled, the next is heard too.
        Assert.Equal(302, (await OnAsync(officer, person, "objection", ("on", "2025.04.01"), ("words", "反映学历不实"))).Status);
        Assert.Contains("先查结", (await OnAsync(officer, person, "objection", ("on", "2025.04.02"), ("words", "反映兼职取酬"))).Text, StringComparison.Ordinal);
        Assert.Equal("反映学历不实", await SayAsync($"select objection from cadres.appointment_candidate where id = '{person}'"));
        Assert.Equal(302, (await OnAsync(officer, person, "settled", ("words", "不属实"))).Status);
        Assert.Equal(302, (await OnAsync(officer, person, "objection", ("on", "2025.04.02"), ("words", "反映兼职取酬"))).Status);
        Assert.Equal(302, (await OnAsync(officer, person, "settled", ("words", "不属实"))).Status);
        await officer.DoStepAsync(one, "appointed", ("on", "2025.04.09"), ("document_no", "临委任1号"), ("outcome", "probation"));

        await OnePassesAsync($"select 1 from cadres.appointment_candidate where id = '{person}' for update", officer, colleague, $"{Home}/batches/candidate/{person}?handler=confirm", ("on", "2025.12.20"), ("fit", "0"), ("words", "不胜任"));
        Assert.Equal(1L, await host.AskAsync<long>("select count(*) from cadres.appointment_entry where change = '2' and effective_on = '2025-12-20'"));
    }

    /// <summary>Both forms have read the row before either writes it: somebody holds it until both wait.</summary>
    async Task OnePassesAsync(string held, Browser one, Browser other, string path, params (string, string)[] form)
    {
        foreach (var browser in new[] { one, other }) Assert.Equal(200, (await browser.GetAsync(path)).Status);
        var answers = await host.AtOnceAsync(held, () => one.PostAsync(path, form), () => other.PostAsync(path, form));
        Assert.Equal([302, 422], answers.Select(answer => answer.Status).Order());
    }

    [Fact, Trait("Row", "C3.7"), Trait("Row", "C3.8")]
    public async Task A_political_conclusion_is_written_by_the_deed_alone_and_closes_the_person_in_every_batch_under_way()
    {
        using var officer = await OfficerAsync();
        var (_, _, person) = await ReadyAsync(officer, withLeaver: false);
        var conclusion = await host.AskAsync<Guid>($"select id from cadres.cadre_political where cadre_id = '{first}' and removed_at is null");
        Assert.Equal(404, (await officer.GetAsync($"{Home}/files/{first}/political/new")).Status);
        Assert.Equal(404, (await officer.GetAsync($"{Home}/files/{first}/political/{conclusion}/edit")).Status);
        Assert.Equal(404, (await officer.GetAsync($"{Home}/files/{first}/political/{conclusion}/remove")).Status);
        var other = await BatchAsync(officer, "另一批");
        Assert.Equal(302, (await AddAsync(officer, other, first)).Status);
        Assert.Equal(302, (await OnAsync(officer, person, "political", ("on", "2025.03.21"), ("conclusion", "2"), ("words", "对党不忠诚老实"), ("by", "县委组织部"), ("evidence", "考察组报告"), ("decider", "县委常委会"))).Status);
        Assert.Equal("3,3", await SayAsync($"select string_agg(state, ',') from cadres.appointment_candidate where cadre_id = '{first}'"));
        Assert.Equal(1L, await host.AskAsync<long>($"select count(*) from cadres.appointment_log where appointment_batch_id = '{other}' and what like '一票否决%'"));
    }

    [Fact, Trait("Row", "C3.5")]
    public async Task The_inspections_report_is_printed_by_whoever_may_read_it_and_numbers_on_papers_are_the_rules()
    {
        using var officer = await OfficerAsync();
        var (batch, one, person) = await ReadyAsync(officer, withLeaver: false);
        using var clerk = await host.SignInAsync(county, "cadres.appointments.read", "cadres.appointments.act", "cadres.files.read", "cadres.documents.print");
        Assert.Equal(403, (await clerk.GetAsync($"{Home}/batches/documents/inspection-report?ids={batch:N}")).Status);
        Assert.Equal(200, (await clerk.GetAsync($"{Home}/batches/documents/decision-ballot?ids={batch:N}")).Status);
        var menu = (await clerk.GetAsync($"{Home}/batches/{batch}")).Text;
        Assert.DoesNotContain("documents/inspection-report", menu, StringComparison.Ordinal);
        Assert.Contains("documents/decision-ballot", menu, StringComparison.Ordinal);

        // Where a place has set longer terms, dates and papers have them.
        await host.DoAsync("""
            insert into org.rule_parameter (rule, parameter, value, valid, basis, reason, set_by_name) values
              ('cadres.appointments.probation-year', 'months', 18, daterange('2020-01-01', null), '试', '试', '试'), ('cadres.appointments.publicity', 'days', 7, daterange('2020-01-01', null), '试', '试', '试')
            """);
        Assert.Equal(302, (await PollAsync(officer, batch, "decisions", "2025.03.28", 11, 10, 0, Ballot((await TitleAsync(batch))!))).Status);
        await officer.DoStepAsync(one, "decision", ("on", "2025.03.28"), ("has_recused", "1"), ("outcome", "pass"));
        Assert.Contains("7个工作日", Plain((await PaperAsync(officer, batch, "public-notice", ("contact", "12380"), ("begins_on", "2025.03.31"))).Text), StringComparison.Ordinal);
        Assert.Contains("试用期18个月", Plain((await PaperAsync(officer, batch, "announcement", ("to", "各乡镇党委"), ("number_mark", "临委任"))).Text), StringComparison.Ordinal);
        await officer.DoStepAsync(one, "notice", ("on", "2025.03.31"), ("outcome", "published"));
        Assert.Contains("满 7 个工作日", (await officer.GetAsync($"{Home}/batches/{batch}")).Text, StringComparison.Ordinal);
        await officer.DoStepAsync(one, "appointed", ("on", "2025.04.14"), ("document_no", "临委任1号"), ("outcome", "probation"));
        Assert.Equal("2026-09-28", await SayAsync($"select probation_until::text from cadres.appointment_candidate where id = '{person}'"));
    }
}
