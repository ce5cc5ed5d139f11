using OrgWork.Kernel;
using Xunit;

namespace OrgWork.Tests.Cadres;

/// <summary>A batch of appointments on its lawful way through its pages, from 动议 to the end of probation, and what it must not do.</summary>
public sealed partial class BatchTests : IAsyncLifetime
{
    static readonly string[] Officer = ["cadres.appointments.read", "cadres.appointments.act", "cadres.appointments.decide", "cadres.inspection.open", "cadres.files.read", "cadres.political.open", "cadres.political.edit", "cadres.documents.print", "cadres.teams.read", "cadres.plans.read", "cadres.plans.edit"];

    TestHost host = null!;
    string county = "", path = "";
    Guid team, seat, first, second, leaver;

    public async Task InitializeAsync()
    {
        host = await TestHost.StartDemoAsync(new(Counties: 2, Townships: 2, Villages: 6, Enterprises: 2, Cadres: 400, Members: 200, Talents: 4));
        county = (await host.AskAsync<string>("select code from org.locality where kind = 3 order by code limit 1"))!;
        path = (await host.AskAsync<string>($"select path from org.locality where code = '{county}'"))!;
        await host.DoAsync("delete from cadres.cadre_measure; delete from cadres.cadre_family; delete from cadres.cadre_political; delete from cadres.achievement; delete from cadres.frontline_service; delete from cadres.appointment_match; delete from cadres.appointment_check; delete from cadres.appointment_candidate; delete from cadres.appointment_post; delete from cadres.appointment_inspector; delete from cadres.appointment_step; delete from cadres.appointment_talk; delete from cadres.appointment_deliberation; delete from cadres.appointment_batch; delete from cadres.appointment_log; delete from cadres.appointment_entry");
        team = (await host.AskAsync<Guid>($"select t.id from cadres.team t where starts_with(t.locality_path, '{path}') and t.kind = '2' order by t.rank_order, t.id limit 1"));
        seat = await host.AskAsync<Guid>($"insert into cadres.team_seat (team_id, locality_path, post, level, is_counted, opened_on, rank_order) select id, locality_path, '局长（试）', '1A41', true, '2015-01-01', 995 from cadres.team where id = '{team}' returning id");
        await host.DoAsync($"delete from cadres.team_quota where team_id = '{team}'; insert into cadres.team_quota (team_id, locality_path, approved, document_no, began_on) select t.id, t.locality_path, 1 + (select count(*) from cadres.team_seat s join cadres.cadre_post p on p.seat_id = s.id and p.ended_on is null where s.team_id = t.id and s.is_counted), '试编〔2015〕1号', '2015-01-01' from cadres.team t where t.id = '{team}'");
        var people = (await host.AskAsync<Guid[]>($"select array_agg(id) from (select c.id from cadres.cadre c where starts_with(c.locality_path, '{path}') and c.status = '1' and exists (select from cadres.cadre_post p where p.cadre_id = c.id and p.ended_on is null) and not exists (select from cadres.cadre_post p where p.cadre_id = c.id and p.ended_on is null and p.seat_id in (select id from cadres.team_seat where team_id = '{team}')) order by c.id limit 3) x"))!;
        (first, second, leaver) = (people[0], people[1], people[2]);
        // Fit for it: three years a deputy, in work for twenty, assessed, forty-three.
        await host.DoAsync($"""
            update cadres.cadre set name = '甲一', birth_on = '1982-05-01', level = '1A42', level_began_on = '2019-03-01', post_began_on = '2020-01-01', work_began_on = '2005-07-01', grassroots_years = 6, is_on_probation = false, native_place = '外地', full_time_education = '21', in_service_education = null where id = '{first}';
            update cadres.cadre set name = '乙二', birth_on = '1983-05-01', level = '1A42', level_began_on = '2019-03-01', post_began_on = '2020-01-01', work_began_on = '2005-07-01', grassroots_years = 6, is_on_probation = false, native_place = '外地', full_time_education = '21', in_service_education = null where id = '{second}';
            update cadres.cadre set management = '04' where id in ('{first}', '{second}', '{leaver}');
            update cadres.cadre set name = '丙三' where id = '{leaver}';
            delete from cadres.cadre_level where cadre_id in ('{first}', '{second}'); insert into cadres.cadre_level (cadre_id, locality_path, level, began_on) select id, locality_path, level, level_began_on from cadres.cadre where id in ('{first}', '{second}');
            delete from cadres.cadre_post where cadre_id in ('{first}', '{second}', '{leaver}') and ended_on is not null;
            update cadres.cadre_post set began_on = '2020-01-01' where cadre_id in ('{first}', '{second}', '{leaver}') and ended_on is null;
            delete from cadres.cadre_assessment where cadre_id in ('{first}', '{second}'); insert into cadres.cadre_assessment (cadre_id, locality_path, year, kind, grade) select id, locality_path, 2024, '20', '2' from cadres.cadre where id in ('{first}', '{second}')
            """);
    }

    public Task DisposeAsync() => host.DisposeAsync().AsTask();

    string Home => $"/{county}/cadres";
    Task<Browser> OfficerAsync(params string[] more) => host.SignInAsync(county, [.. Officer, .. more]);
    static string Plain(string? text) => (text ?? "").Replace("　", "", StringComparison.Ordinal).Replace("\n", "", StringComparison.Ordinal).Replace(" ", "", StringComparison.Ordinal);
    Task<string?> SayAsync(string sql) => host.AskAsync<string>(sql);
    Task<Guid> PersonAsync(Guid batch, Guid cadre) => host.AskAsync<Guid>($"select id from cadres.appointment_candidate where appointment_batch_id = '{batch}' and cadre_id = '{cadre}' and removed_at is null");

    async Task<Guid> BatchAsync(Browser officer, string name = "第一批")
    {
        var made = await officer.SubmitAsync($"{Home}/batches/new", ("name", name), ("decided_by", "县委常委会"), ("planned_on", "2025.03.28"));
        Assert.True(made.Status == 302, made.Why());
        return await host.AskAsync<Guid>($"select id from cadres.appointment_batch where name = '{name}'");
    }

    Task<Answer> AddAsync(Browser officer, Guid batch, Guid cadre, string kind = "1", Guid? to = null) => officer.PostAsync($"{Home}/batches/{batch}?handler=candidate", ("cadre", cadre.ToString()), ("kind", kind), ("seat", kind == "4" ? "" : (to ?? seat).ToString()), ("way", "1"), ("probation", "true"));
    Task<Answer> StandAsync(Browser officer, Guid batch, Guid person, string to, string reason = "") => officer.PostAsync($"{Home}/batches/{batch}?handler=stand", ("candidate", person.ToString()), ("to", to), ("reason", reason));
    Task<Answer> OnAsync(Browser officer, Guid person, string handler, params (string, string)[] values) => officer.PostAsync($"{Home}/batches/candidate/{person}?handler={handler}", values);

    async Task<Answer> PollAsync(Browser officer, Guid batch, string kind, string on, int eligible, int present, int most, params (string Title, int[] Marks)[] items)
    {
        var url = $"{Home}/{kind}/new?subject={batch}&title=票";
        var page = await officer.GetAsync(url);
        if (page.Document.QuerySelector("form[data-guard]") is null) return page;
        var made = await officer.SendAsync(url, page.FormOf(), [("HeldOn", on), ("Most", $"{most}"), ("items", string.Join('\n', items.Select(item => item.Title))), ("group1", "参加人员"), .. Enumerable.Range(2, 8).Select(n => ($"group{n}", "")), ("Tellers", "监票人"), ("Counter", "计票人"), ("Subject", batch.ToString())]);
        if (made.Status != 302) return made;
        var counted = await officer.SubmitAsync(made.Location + "/count", [("g1.eligible", $"{eligible}"), ("g1.present", $"{present}"), ("g1.issued", $"{present}"), ("g1.returned", $"{present}"), ("g1.invalid", "0"), .. items.SelectMany((item, n) => item.Marks.Select((votes, c) => ($"c1.{n + 1}.{c + 1}", $"{votes}")))]);
        if (counted.Status != 302) return counted;
        return await officer.PostAsync(made.Location + "/turn/sign", ("version", "2"));
    }

    Task<Answer> DeliberateAsync(Browser officer, Guid batch, string category, string opinion = "1", string words = "", string on = "2025.03.14") =>
        officer.PostAsync($"{Home}/batches/{batch}?handler=deliberation", ("category", category), ("with", category == "5" ? "统战部部长" : "县人大常委会主任"), ("on", on), ("opinion", opinion), ("words", words));

    async Task FourChecksAsync(Browser officer, Guid person, params string[] but)
    {
        foreach (var kind in new[] { "1", "2", "3", "4" }.Except(but))
        {
            Assert.Equal(302, (await OnAsync(officer, person, "ask", ("kind", kind), ("of", kind == "3" ? "县纪委监委" : "有关单位"), ("on", "2025.03.04"), ("document", "函1"))).Status);
            Assert.Equal(302, (await OnAsync(officer, person, "answer", ("kind", kind), ("on", "2025.03.12"), ("conclusion", "1"), ("words", "没有影响使用的问题"))).Status);
        }
    }

    /// <summary>To the day before the meeting: two were considered for the post, one was inspected; somebody else is to leave.</summary>
    async Task<(Guid Batch, string Case, Guid Person)> ReadyAsync(Browser officer, string name = "第一批", bool withLeaver = true)
    {
        var batch = await BatchAsync(officer, name);
        Assert.Equal(302, (await AddAsync(officer, batch, first)).Status);
        Assert.Equal(302, (await AddAsync(officer, batch, second)).Status);
        if (withLeaver) Assert.Equal(302, (await AddAsync(officer, batch, leaver, "4")).Status);
        var opened = await officer.OpenCaseAsync($"{Home}/appointments", batch, ("on", "2025.02.20"), ("analysed_on", "2025.02.17"));
        Assert.True(opened.Status == 302, opened.Why() + host.Log);
        var one = opened.Location!;
        Assert.Equal(302, (await officer.PostAsync($"{Home}/batches/{batch}?handler=talk", ("stage", "1"), ("category", "1"), ("with", "丁四"), ("on", "2025.02.24"), ("by", "考察组"), ("words", "推荐甲一"))).Status);
        var talks = await PollAsync(officer, batch, "talk-recommendations", "2025.02.25", 20, 20, 1, ("甲一", [12]), ("乙二", [8]));
        Assert.True(talks.Status == 302, talks.Why() + host.Log);
        await officer.DoStepAsync(one, "talks", ("on", "2025.02.26"));
        var (person, other) = (await PersonAsync(batch, first), await PersonAsync(batch, second));
        Assert.Equal(302, (await StandAsync(officer, batch, person, "reference")).Status);
        Assert.Equal(302, (await StandAsync(officer, batch, other, "reference")).Status);
        await officer.DoStepAsync(one, "reference", ("on", "2025.02.27"));
        var meeting = await PollAsync(officer, batch, "meeting-recommendations", "2025.03.03", 30, 28, 1, ("甲一", [18]), ("乙二", [10]));
        Assert.True(meeting.Status == 302, meeting.Why() + host.Log);
        await officer.DoStepAsync(one, "meeting", ("on", "2025.03.03"), ("outcome", "held"));
        Assert.Equal(302, (await StandAsync(officer, batch, person, "object")).Status);
        await officer.DoStepAsync(one, "objects", ("on", "2025.03.05"));
        await officer.DoStepAsync(one, "foretell", ("on", "2025.03.07"));
        await FourChecksAsync(officer, person);
        Assert.Equal(302, (await OnAsync(officer, person, "political", ("on", "2025.03.10"), ("conclusion", "1"), ("by", "县委组织部"))).Status);
        Assert.Equal(302, (await OnAsync(officer, person, "facts", ("abroad", "0"))).Status);
        foreach (var member in new[] { "戊五", "己六" }) Assert.Equal(302, (await officer.PostAsync($"{Home}/batches/{batch}?handler=inspector", ("name", member), ("unit", "县委组织部"))).Status);
        Assert.Equal(302, (await OnAsync(officer, person, "report", ("report", "政治坚定，熟悉业务。"), ("shortcomings", "调查研究不够。"), ("on", "2025.03.12"))).Status);
        foreach (var member in (await host.AskAsync<Guid[]>($"select array_agg(id) from cadres.appointment_inspector where appointment_batch_id = '{batch}'"))!) Assert.Equal(302, (await officer.PostAsync($"{Home}/batches/{batch}?handler=sign", ("inspector", member.ToString()), ("on", "2025.03.13"))).Status);
        await officer.DoStepAsync(one, "inspection", ("on", "2025.03.13"), ("vetters", "2"));
        foreach (var category in new[] { "2", "5" }) Assert.Equal(302, (await DeliberateAsync(officer, batch, category)).Status);
        return (batch, one, person);
    }

    /// <summary>A paper of the batch as its print page.</summary>
    async Task<Answer> PaperAsync(Browser officer, Guid batch, string paper, params (string, string)[] answers)
    {
        var address = $"{Home}/batches/documents/{paper}";
        var asked = await officer.GetAsync($"{address}?ids={batch:N}");
        Assert.True(asked.Status == 200, $"{paper}: {asked.Status} {host.Log}");
        return await officer.SendAsync($"{address}/print?ids={batch:N}", asked.FormOf(), answers);
    }

    static string LineOf(string post) => $"甲一：任{post}";
    Task<string?> TitleAsync(Guid batch) => SayAsync($"select title from cadres.appointment_post where appointment_batch_id = '{batch}'");
    async Task<string> RemovalAsync() => $"丙三：免去{await SayAsync($"select former_post from cadres.appointment_candidate where cadre_id = '{leaver}' and removed_at is null order by created_at desc limit 1")}职务";

    [Fact, Trait("Row", "C3.2"), Trait("Row", "C3.15"), Trait("Row", "C3.16")]
    public async Task A_batch_goes_from_motion_to_the_end_of_probation_and_posts_seats_ledger_and_record_follow_by_themselves()
    {
        using var officer = await OfficerAsync();
        var former = await host.AskAsync<Guid>($"select id from cadres.cadre_post where cadre_id = '{first}' and ended_on is null and is_main");
        var (batch, one, person) = await ReadyAsync(officer);
        var title = (await TitleAsync(batch))!;

        // A later step does not begin while an earlier one is open.
        Assert.NotEqual(302, (await officer.ActAsync(one, "notice", ("on", "2025.03.20"), ("outcome", "published"))).Status);
        // Seven of eleven are not two thirds; ten are, and six of eleven agree.
        Assert.Contains("三分之二", (await PollAsync(officer, batch, "decisions", "2025.03.28", 11, 7, 0, (LineOf(title), [7, 0, 0]), (await RemovalAsync(), [7, 0, 0]))).Text, StringComparison.Ordinal);
        await host.DoAsync($"update org.poll set state = 'void', void_reason = '试' where subject_id = '{batch}' and kind = 'decisions'");
        var decided = await PollAsync(officer, batch, "decisions", "2025.03.28", 11, 10, 0, (LineOf(title), [6, 3, 1]), (await RemovalAsync(), [10, 0, 0]));
        Assert.True(decided.Status == 302, decided.Why() + host.Log);
        Assert.Equal("5|6|3|1|true", await SayAsync($"select concat_ws('|', state, votes_for, votes_against, votes_deferred, is_eligible::text) from cadres.appointment_candidate where id = '{person}'"));
        Assert.Contains("任乡科级副职", await SayAsync($"select findings from cadres.appointment_candidate where id = '{person}'"), StringComparison.Ordinal);
        Assert.Contains("决定之日的资格校验", (await officer.GetAsync($"{Home}/batches/candidate/{person}")).Text, StringComparison.Ordinal);
        Assert.Contains("票上是 2025.03.28", (await officer.ActAsync(one, "decision", ("on", "2025.03.27"), ("has_recused", "1"), ("outcome", "pass"))).Text, StringComparison.Ordinal);
        await officer.DoStepAsync(one, "decision", ("on", "2025.03.28"), ("has_recused", "1"), ("outcome", "pass"));

        Assert.Contains("没有提拔或进一步使用的，可以不公示", (await officer.ActAsync(one, "notice", ("on", "2025.03.31"), ("outcome", "none"))).Text, StringComparison.Ordinal);
        await officer.DoStepAsync(one, "notice", ("on", "2025.03.31"), ("outcome", "published"));
        // 清明节：四月四日放假，五个工作日公示到四月七日。
        var early = await officer.ActAsync(one, "appointed", ("on", "2025.04.07"), ("document_no", "临委任1号"), ("outcome", "probation"));
        Assert.Equal(422, early.Status);
        Assert.Contains("2025.04.08", early.Text, StringComparison.Ordinal);
        Assert.Contains("第四十二条", early.Text, StringComparison.Ordinal);
        Assert.Equal(0L, await host.AskAsync<long>("select count(*) from cadres.appointment_entry"));
        await officer.DoStepAsync(one, "appointed", ("on", "2025.04.09"), ("document_no", "临委任1号"), ("outcome", "probation"));

        // From the day of the decision: the seat is held, the one that was left is empty, the file says so, on any day.
        Assert.Equal($"{title}|1A41|2025-03-28|true|2026-03-28", await SayAsync($"select concat_ws('|', post_title, level, post_began_on, is_on_probation::text, probation_ends_on) from cadres.cadre where id = '{first}'"));
        Assert.Equal(first, await host.AskAsync<Guid>($"select cadre_id from cadres.cadre_post where seat_id = '{seat}' and began_on = '2025-03-28' and ended_on is null"));
        Assert.Equal("2025-03-28|0|临委任1号", await SayAsync($"select concat_ws('|', ended_on, state, removal_document_no) from cadres.cadre_post where id = '{former}'"));
        Assert.NotEqual(title, await SayAsync($"select post_title from cadres.cadre_history where id = '{first}' and valid_from <= '2025-03-27' and valid_to > '2025-03-27'"));
        Assert.Equal(title, await SayAsync($"select post_title from cadres.cadre_history where id = '{first}' and valid_from <= '2025-03-29' and valid_to > '2025-03-29'"));
        Assert.Null(await SayAsync($"select post_title from cadres.cadre where id = '{leaver}'"));
        // The level is a row of its set (A05), from the day and by the paper of the decision; the one before ends that day. The file's tab and the form take it from there.
        Assert.Equal("1A41 2025-03-28 在任 临委任1号; 1A42 2019-03-01 2025-03-28 ", await SayAsync($"select string_agg(concat_ws(' ', level, began_on, coalesce(ended_on::text, '在任'), coalesce(document_no, '')), '; ' order by level) from cadres.cadre_level where cadre_id = '{first}' and level is not null and removed_at is null"));
        var levels = (await officer.GetAsync($"{Home}/files/{first}?tab=levels")).Document.QuerySelectorAll("tbody tr").Select(row => row.TextContent).ToList();
        Assert.Contains(levels, row => row.Contains("临委任1号", StringComparison.Ordinal) && row.Contains("2025.03.28", StringComparison.Ordinal));
        var approval = $"{Home}/files/documents/approval";
        Assert.Contains(title, Plain((await officer.SendAsync($"{approval}/print?ids={first:N}", (await officer.GetAsync($"{approval}?ids={first:N}")).FormOf())).Text), StringComparison.Ordinal);

        await officer.DoStepAsync(one, "talk", ("on", "2025.04.10"), ("talker", "组织部长"));
        Assert.Contains("2026.03.28", (await officer.ActAsync(one, "confirmed", ("on", "2026.03.27"))).In(".refuse"), StringComparison.Ordinal);
        Assert.Contains("最早 2026.03.28", (await OnAsync(officer, person, "confirm", ("on", "2026.03.27"), ("fit", "1"), ("words", "胜任"))).Text, StringComparison.Ordinal);
        Assert.Equal(302, (await OnAsync(officer, person, "confirm", ("on", "2026.03.30"), ("fit", "1"), ("words", "胜任现职"))).Status);
        Assert.Equal("false", await SayAsync($"select is_on_probation::text from cadres.cadre where id = '{first}'"));
        await officer.DoStepAsync(one, "confirmed", ("on", "2026.03.30"));
        await officer.DoStepAsync(one, "filed", ("on", "2026.04.02"));
        Assert.Equal("8|临委任1号", await SayAsync($"select concat_ws('|', state, document_no) from cadres.appointment_batch where id = '{batch}'"));

        // The ledger wrote itself: who came, who left, by unit, level, kind; and goes out for an inspection.
        Assert.Equal("任 甲一 1A41 1 2025-03-28", await SayAsync("select concat_ws(' ', '任', name, level, kind, effective_on) from cadres.appointment_entry where change = '1'"));
        Assert.Contains("甲一", await SayAsync("select string_agg(name, ',' order by name) from cadres.appointment_entry where change = '2'"), StringComparison.Ordinal);
        Assert.Contains("丙三", await SayAsync("select string_agg(name, ',' order by name) from cadres.appointment_entry where change = '2'"), StringComparison.Ordinal);
        var year = await officer.GetAsync($"{Home}/batches/year?year=2025");
        Assert.Equal("1", year.Document.QuerySelector("tr.sum")!.Children[1].TextContent);
        Assert.Contains("甲一", Plain((await officer.GetAsync($"{Home}/ledger?change=1")).Text), StringComparison.Ordinal);
        var export = await officer.PostAsync($"{Home}/batches/{batch}?handler=export");
        Assert.Equal(200, export.Status);
        var log = (await host.AskAsync<string[]>($"select array_agg(what || coalesce(candidate, '')) from cadres.appointment_log where appointment_batch_id = '{batch}'"))!;
        foreach (var what in new[] { "列入人选甲一", "动议", "谈话调研推荐", "干部档案凡提必审：通过甲一", "考察材料签名", "表决甲一", "任前公示", "任职甲一", "免职丙三", "任职谈话", "试用期满考核甲一", "备案归档" }) Assert.Contains(what, log);
        // Neither record nor ledger can be rewritten, whoever signs in as the module.
        foreach (var table in new[] { "appointment_log", "appointment_entry" })
            foreach (var right in new[] { "update", "delete", "truncate" })
                Assert.False(await host.AskAsync<bool>($"select has_table_privilege('ow_m_cadres', 'cadres.{table}', '{right}')"), $"{table} {right}");
        Assert.Equal(404, (await officer.GetAsync($"{Home}/ledger/new")).Status);
    }

    [Fact, Trait("Row", "C3.4")]
    public async Task The_meetings_ballot_stays_closed_until_the_talks_are_closed_unless_the_place_has_set_it_otherwise_and_references_outnumber_posts()
    {
        using var officer = await OfficerAsync();
        var batch = await BatchAsync(officer);
        await AddAsync(officer, batch, first);
        var one = (await officer.OpenCaseAsync($"{Home}/appointments", batch, ("on", "2025.02.20"), ("analysed_on", "2025.02.17"))).Location!;

        var closed = await officer.GetAsync($"{Home}/meeting-recommendations/new?subject={batch}");
        Assert.Contains("先谈话调研推荐，后会议推荐", closed.Text, StringComparison.Ordinal);
        Assert.Null(closed.Document.QuerySelector("form[data-guard]"));
        // A form that was made up does not get in either.
        var forced = await officer.PostAsync($"{Home}/meeting-recommendations/new", ("Title", "票"), ("HeldOn", "2025.02.21"), ("Way", "paper"), ("Most", "1"), ("items", "甲一"), ("group1", "全体"), ("weight1", "1"), ("Subject", batch.ToString()), ("NewId", Guid.NewGuid().ToString()));
        Assert.Equal(422, forced.Status);
        Assert.Equal(0L, await host.AskAsync<long>($"select count(*) from org.poll where subject_id = '{batch}'"));
        // The talks are not over without notes and a tally that is signed.
        Assert.Contains("谈话记录 0 份，签认的谈话推荐汇总 0 份", (await officer.ActAsync(one, "talks", ("on", "2025.02.26"))).Text, StringComparison.Ordinal);
        Assert.Equal(302, (await officer.PostAsync($"{Home}/batches/{batch}?handler=talk", ("stage", "1"), ("category", "4"), ("with", "丁四"), ("on", "2025.02.24"), ("by", "考察组"), ("words", "推荐甲一"))).Status);
        Assert.Equal(302, (await PollAsync(officer, batch, "talk-recommendations", "2025.02.25", 20, 20, 1, ("甲一", [12]), ("乙二", [8]))).Status);
        // Impossible sums are not kept.
        Assert.Contains("至多 20 票", (await PollAsync(officer, batch, "talk-recommendations", "2025.02.25", 20, 20, 1, ("甲一", [15]), ("乙二", [8]))).Text, StringComparison.Ordinal);
        await officer.DoStepAsync(one, "talks", ("on", "2025.02.26"));
        var person = await PersonAsync(batch, first);
        await StandAsync(officer, batch, person, "reference");
        Assert.Contains("职位 1 个，参考人选 1 人", (await officer.ActAsync(one, "reference", ("on", "2025.02.27"))).Text, StringComparison.Ordinal);
        await AddAsync(officer, batch, second);
        await StandAsync(officer, batch, await PersonAsync(batch, second), "reference");
        await officer.DoStepAsync(one, "reference", ("on", "2025.02.27"));
        Assert.Equal(302, (await PollAsync(officer, batch, "meeting-recommendations", "2025.03.03", 30, 28, 1, ("甲一", [18]), ("乙二", [10]))).Status);
        var desk = await officer.GetAsync($"{Home}/batches/{batch}");
        Assert.Contains("12/20·18/28", Plain(desk.Text), StringComparison.Ordinal);

        // Where the place has set the order free, the meeting may come first.
        var other = await BatchAsync(officer, "第二批");
        await AddAsync(officer, other, first);
        await officer.OpenCaseAsync($"{Home}/appointments", other, ("on", "2025.02.20"), ("analysed_on", "2025.02.17"));
        Assert.Contains("后会议推荐", (await officer.GetAsync($"{Home}/meeting-recommendations/new?subject={other}")).Text, StringComparison.Ordinal);
        await host.DoAsync($"insert into org.rule_parameter (rule, parameter, value, valid, basis, reason, set_by_name) values ('cadres.batches.talk-first', 'order', 1, daterange('2020-01-01', null), '试', '试', '试')");
        Assert.NotNull((await officer.GetAsync($"{Home}/meeting-recommendations/new?subject={other}")).Document.QuerySelector("form[data-guard]"));
        // A result is good for a year.
        var (late, case_, _) = await ReadyAsync(officer, "隔年", withLeaver: false);
        await host.DoAsync($"update cadres.cadre_political set concluded_on = '2026-01-10' where cadre_id = '{first}'; insert into cadres.cadre_assessment (cadre_id, locality_path, year, kind, grade) select id, locality_path, 2025, '20', '2' from cadres.cadre where id = '{first}'");
        Assert.Equal(302, (await PollAsync(officer, late, "decisions", "2026.03.10", 11, 10, 0, (LineOf((await TitleAsync(late))!), [10, 0, 0]))).Status);
        Assert.Contains("民主推荐结果一年内有效", (await officer.ActAsync(case_, "decision", ("on", "2026.03.10"), ("has_recused", "1"), ("outcome", "pass"))).Text, StringComparison.Ordinal);
    }

    [Fact, Trait("Row", "C3.5")]
    public async Task An_inspection_has_its_group_notice_talks_and_reports_and_everyone_of_the_group_signs()
    {
        using var officer = await OfficerAsync();
        var (batch, one, person) = await ReadyAsync(officer, withLeaver: false);
        Assert.Equal(302, (await officer.FillAsync(one + "/turn/return", ("to", "inspection"), ("reason", "补充考察"))).Status);

        Assert.Contains("是本批人选，不能参加考察组", (await officer.PostAsync($"{Home}/batches/{batch}?handler=inspector", ("name", "甲一"))).Text, StringComparison.Ordinal);
        // Another report, and what was signed before is not signed any more.
        Assert.Equal(422, (await OnAsync(officer, person, "report", ("report", "政治坚定。"), ("shortcomings", ""), ("on", "2025.03.14"))).Status);
        Assert.Equal(302, (await OnAsync(officer, person, "report", ("report", "政治坚定，作风扎实。"), ("shortcomings", "创新不够。"), ("on", "2025.03.14"))).Status);
        Assert.Contains("考察组 2 人没有签名", (await officer.ActAsync(one, "inspection", ("on", "2025.03.14"))).Text, StringComparison.Ordinal);
        Assert.Equal(302, (await officer.PostAsync($"{Home}/batches/{batch}?handler=talk", ("stage", "2"), ("category", "5"), ("with", "庚七"), ("on", "2025.03.14"), ("by", "戊五"), ("words", "群众基础好"))).Status);
        Assert.Equal(302, (await PollAsync(officer, batch, "appraisals", "2025.03.14", 20, 18, 0, ("甲一", [10, 7, 1, 0, 0]))).Status);
        foreach (var member in (await host.AskAsync<Guid[]>($"select array_agg(id) from cadres.appointment_inspector where appointment_batch_id = '{batch}'"))!) await officer.PostAsync($"{Home}/batches/{batch}?handler=sign", ("inspector", member.ToString()), ("on", "2025.03.14"));
        await officer.DoStepAsync(one, "inspection", ("on", "2025.03.14"));

        // The paper: what is good, what is lacking, what was asked and answered.
        var paper = await PaperAsync(officer, batch, "inspection-report", ("purpose", "提交常委会"));
        var report = paper.Text;
        // Whose copy it is stands on every page of it.
        Assert.All(paper.Document.QuerySelectorAll(".paper-mark"), mark => Assert.Contains("周文博", mark.TextContent, StringComparison.Ordinal));
        Assert.NotEmpty(paper.Document.QuerySelectorAll(".paper-mark"));
        foreach (var words in new[] { "关于甲一同志的考察材料", "作风扎实", "创新不够", "纪检监察机关意见凡提必听：通过" }) Assert.Contains(words, report, StringComparison.Ordinal);
    }

    [Fact, Trait("Row", "C3.6"), Trait("Row", "C3.7")]
    public async Task Nobody_is_put_to_the_vote_before_the_four_checks_have_passed_and_a_political_conclusion_is_valid()
    {
        using var officer = await OfficerAsync();
        var (batch, one, person) = await ReadyAsync(officer, withLeaver: false);
        var title = (await TitleAsync(batch))!;
        var ballot = $"{Home}/decisions/new?subject={batch}";
        await host.DoAsync($"update cadres.appointment_check set conclusion = null, answered_on = null where candidate_id = '{person}' and kind = '3'");

        var closed = await officer.GetAsync(ballot);
        Assert.Contains("甲一：", closed.Text, StringComparison.Ordinal);
        Assert.Contains("纪检监察机关意见没有完成", closed.Text, StringComparison.Ordinal);
        Assert.Null(closed.Document.QuerySelector("form[data-guard]"));
        var line = (await officer.GetAsync($"{Home}/batches/{batch}")).Document.QuerySelectorAll("tbody tr").First(row => Plain(row.TextContent).Contains("甲一", StringComparison.Ordinal)).TextContent;
        Assert.Contains("3/4", line, StringComparison.Ordinal);
        Assert.Contains("纪检意见 2025.03.04 已提出，未答复", line, StringComparison.Ordinal);
        Assert.Equal(422, (await OnAsync(officer, person, "answer", ("kind", "3"), ("on", "2025.03.01"), ("conclusion", "1"))).Status);
        Assert.Equal(302, (await OnAsync(officer, person, "answer", ("kind", "3"), ("on", "2025.03.14"), ("conclusion", "3"), ("words", "请补充核实"))).Status);
        Assert.Contains("纪检监察机关意见没有完成", (await officer.GetAsync(ballot)).Text, StringComparison.Ordinal);
        // Asked again and answered; what was answered first stays in the record.
        Assert.Equal(302, (await OnAsync(officer, person, "ask", ("kind", "3"), ("of", "县纪委监委"), ("on", "2025.03.17"), ("document", "函2"))).Status);
        Assert.Equal(302, (await OnAsync(officer, person, "answer", ("kind", "3"), ("on", "2025.03.20"), ("conclusion", "1"))).Status);
        Assert.NotNull((await officer.GetAsync(ballot)).Document.QuerySelector("form[data-guard]"));
        Assert.Contains("已经答复的不能改写", (await OnAsync(officer, person, "answer", ("kind", "3"), ("on", "2025.03.20"), ("conclusion", "2"), ("words", "x"))).Text, StringComparison.Ordinal);

        // Without a conclusion, and with one whose time is over.
        await host.DoAsync($"update cadres.cadre_political set concluded_on = '2024-01-10' where cadre_id = '{first}'");
        Assert.Contains("至 2025.01.10", (await PollAsync(officer, batch, "decisions", "2025.03.28", 11, 10, 0, (LineOf(title), [10, 0, 0]))).Text, StringComparison.Ordinal);
        await host.DoAsync($"update cadres.cadre_political set removed_at = now() where cadre_id = '{first}'");
        Assert.Contains("没有政治素质考察结论", (await officer.GetAsync(ballot)).Text, StringComparison.Ordinal);
        Assert.Equal(302, (await OnAsync(officer, person, "political", ("on", "2025.03.25"), ("conclusion", "1"), ("by", "县委组织部"))).Status);
        Assert.Equal(302, (await PollAsync(officer, batch, "decisions", "2025.03.28", 11, 10, 0, (LineOf(title), [10, 0, 0]))).Status);

        // The answer of the discipline organ is asked for by a letter.
        Assert.Contains("县纪委监委", (await PaperAsync(officer, batch, "opinion-letter", ("number_mark", "临组函"))).Text, StringComparison.Ordinal);
    }

    [Fact, Trait("Row", "C3.8")]
    public async Task Who_does_not_pass_in_politics_or_integrity_is_closed_with_reason_evidence_and_decider_and_only_those_who_decided_reopen()
    {
        using var officer = await OfficerAsync();
        var (batch, _, person) = await ReadyAsync(officer, withLeaver: false);
        await host.DoAsync($"update cadres.appointment_check set conclusion = null, answered_on = null where candidate_id = '{person}' and kind = '3'");

        Assert.Contains("请填依据材料", (await OnAsync(officer, person, "answer", ("kind", "3"), ("on", "2025.03.14"), ("conclusion", "2"), ("words", "违规收受礼金"))).Text, StringComparison.Ordinal);
        Assert.Equal(302, (await OnAsync(officer, person, "answer", ("kind", "3"), ("on", "2025.03.14"), ("conclusion", "2"), ("words", "违规收受礼金"), ("evidence", "纪函〔2025〕3号"), ("decider", "县委常委会"))).Status);
        Assert.Equal("3|2|违规收受礼金|纪函〔2025〕3号|县委常委会|2025-03-14", await SayAsync($"select concat_ws('|', state, veto_ground, veto_reason, veto_evidence, vetoed_by, vetoed_on) from cadres.appointment_candidate where id = '{person}'"));
        var page = await officer.GetAsync($"{Home}/batches/candidate/{person}");
        Assert.Contains("廉洁上不过关", page.Text, StringComparison.Ordinal);
        Assert.Contains("没有提交讨论决定的人选", (await officer.GetAsync($"{Home}/decisions/new?subject={batch}")).Text, StringComparison.Ordinal);

        // An officer without the body's permission, and somebody who works from the city, do not take it back.
        using var other = await host.SignInAsync(county, "cadres.appointments.read", "cadres.appointments.act", "cadres.files.read");
        Assert.Equal(422, (await OnAsync(other, person, "reopen", ("on", "2025.03.20"), ("document", "纪要5号"), ("reason", "复核"))).Status);
        var city = (await host.AskAsync<string>("select code from org.locality where kind = 2 limit 1"))!;
        using var above = await host.SignInAsync(city, Officer);
        Assert.Equal(422, (await above.PostAsync($"/{city}/cadres/batches/candidate/{person}?handler=reopen", ("on", "2025.03.20"), ("document", "纪要5号"), ("reason", "复核"))).Status);
        using var head = await host.SignInAsync(county, Officer);
        // By the person, not by the name: another of the same name in the batch was closed by somebody else, later.
        await host.DoAsync($"insert into cadres.appointment_log (locality_path, appointment_batch_id, entered_at, on_day, what, candidate, entered_by, entered_by_name) select x.locality_path, x.appointment_batch_id, now() + interval '1 hour', '2025-03-15', '一票否决：另一人', x.name, a.id, a.name from cadres.appointment_candidate x, org.account a where x.id = '{person}' and a.account = '{head.Account}'");
        Assert.Contains("登记一票否决的人不能自己登记恢复", (await OnAsync(officer, person, "reopen", ("on", "2025.03.20"), ("document", "纪要5号"), ("reason", "复核"))).Text, StringComparison.Ordinal);
        await host.DoAsync("delete from cadres.appointment_log where what = '一票否决：另一人'");
        Assert.Equal(422, (await OnAsync(head, person, "reopen", ("on", "2025.03.20"), ("document", ""), ("reason", "复核"))).Status);
        Assert.Equal(302, (await OnAsync(head, person, "reopen", ("on", "2025.03.20"), ("document", "纪要5号"), ("reason", "经复核，反映不实"))).Status);
        Assert.Equal("2", await SayAsync($"select state from cadres.appointment_candidate where id = '{person}'"));
        // Back in the running, and what had not passed is asked again; veto and reopening stand in the record.
        Assert.Contains("纪检监察机关意见没有完成", (await officer.GetAsync($"{Home}/decisions/new?subject={batch}")).Text, StringComparison.Ordinal);
        Assert.Equal("一票否决：廉洁上不过关,恢复人选", await SayAsync($"select string_agg(what, ',' order by entered_at) from cadres.appointment_log where appointment_batch_id = '{batch}' and (what like '一票%' or what like '恢复%')"));

        Assert.Equal(302, (await OnAsync(officer, person, "political", ("on", "2025.03.21"), ("conclusion", "2"), ("words", "对党不忠诚老实"), ("by", "县委组织部"), ("evidence", "考察组报告"), ("decider", "县委常委会"))).Status);
        Assert.Equal("3|1", await SayAsync($"select concat_ws('|', state, veto_ground) from cadres.appointment_candidate where id = '{person}'"));
    }

    [Fact]
    public async Task No_motion_above_the_approved_number_and_whoever_does_not_meet_the_conditions_is_not_put_to_the_vote_unless_the_exception_is_lawful()
    {
        using var officer = await OfficerAsync();
        await host.DoAsync($"update cadres.team_quota set approved = 0 where team_id = '{team}'");
        var over = await BatchAsync(officer, "超职数");
        await AddAsync(officer, over, first);
        var refused = await officer.OpenCaseAsync($"{Home}/appointments", over, ("on", "2025.02.20"), ("analysed_on", "2025.02.17"));
        Assert.Equal(422, refused.Status);
        Assert.Contains("核定 0", refused.Text, StringComparison.Ordinal);
        // What the level above had agreed to by then is counted, on the page and by the step.
        await host.DoAsync($"insert into cadres.quota_exception (locality_path, title, team_id, extra, reason, absorption, ends_on, state, decided_on, decided_by, document_no) select locality_path, '暂超', id, 20, '过渡', '年底', '2099-01-01', '2', '2025-02-01', '市', '市编1号' from cadres.team where id = '{team}'");
        Assert.Contains("核定 0（经批准可超 20）", (await officer.GetAsync($"{Home}/batches/{over}")).In("main"), StringComparison.Ordinal);
        Assert.DoesNotContain("超职数", (await officer.OpenCaseAsync($"{Home}/appointments", over, ("on", "2025.02.20"), ("analysed_on", "2025.02.17"))) is { Status: not 302 } still ? still.Why() : "", StringComparison.Ordinal);
        await host.DoAsync($"delete from cadres.quota_exception where team_id = '{team}'");
        await host.DoAsync($"update cadres.team_quota set approved = 50 where team_id = '{team}'");

        await host.DoAsync($"update cadres.cadre set level_began_on = '2024-05-01' where id = '{first}'");
        var (batch, _, person) = await ReadyAsync(officer, withLeaver: false);
        var title = (await TitleAsync(batch))!;
        Assert.Contains("任乡科级副职不满两年", (await PollAsync(officer, batch, "decisions", "2025.03.28", 11, 10, 0, (LineOf(title), [10, 0, 0]))).Text, StringComparison.Ordinal);
        // Over a level only by way of exception.
        await host.DoAsync($"update cadres.cadre set level = '1A50', level_began_on = '2015-01-01' where id = '{first}'");
        Assert.Contains("越级提拔", (await PollAsync(officer, batch, "decisions", "2025.03.28", 11, 10, 0, (LineOf(title), [10, 0, 0]))).Text, StringComparison.Ordinal);
        await host.DoAsync($"update cadres.cadre set level = '1A42', level_began_on = '2024-05-01' where id = '{first}'");
        // An exception has its reasons and the consent of those above; promoted less than a year ago there is none.
        Assert.Equal(302, (await OnAsync(officer, person, "facts", ("abroad", "0"), ("exceptional", "true"), ("why", "急难险重任务中表现突出"), ("agreed", "2025.03.20"))).Status);
        Assert.Contains("满 12 个月为 2025.05.01", (await PollAsync(officer, batch, "decisions", "2025.03.28", 11, 10, 0, (LineOf(title), [10, 0, 0]))).Text, StringComparison.Ordinal);
        await host.DoAsync($"update cadres.cadre set level_began_on = '2024-01-01' where id = '{first}'");
        Assert.Equal(302, (await PollAsync(officer, batch, "decisions", "2025.03.28", 11, 10, 0, (LineOf(title), [10, 0, 0]))).Status);
    }

    [Fact]
    public async Task What_is_objected_to_in_publicity_holds_the_appointment_up_and_what_is_proven_stops_it()
    {
        using var officer = await OfficerAsync();
        var (batch, one, person) = await ReadyAsync(officer);
        var title = (await TitleAsync(batch))!;
        Assert.Equal(302, (await PollAsync(officer, batch, "decisions", "2025.03.28", 11, 10, 0, (LineOf(title), [10, 0, 0]), (await RemovalAsync(), [10, 0, 0]))).Status);
        await officer.DoStepAsync(one, "decision", ("on", "2025.03.28"), ("has_recused", "1"), ("outcome", "pass"));
        await officer.DoStepAsync(one, "notice", ("on", "2025.03.31"), ("outcome", "published"));
        Assert.Equal(302, (await OnAsync(officer, person, "objection", ("on", "2025.04.02"), ("words", "反映学历不实"))).Status);
        Assert.Contains("公示期间反映的问题查结后方可任职", (await officer.ActAsync(one, "appointed", ("on", "2025.04.09"), ("document_no", "临委任2号"), ("outcome", "probation"))).Text, StringComparison.Ordinal);
        Assert.Equal(302, (await OnAsync(officer, person, "settled", ("words", "属实"), ("isProven", "true"))).Status);
        await officer.DoStepAsync(one, "appointed", ("on", "2025.04.09"), ("document_no", "临委任2号"), ("outcome", "direct"));
        Assert.Equal("8", await SayAsync($"select state from cadres.appointment_candidate where id = '{person}'"));
        Assert.Equal(0L, await host.AskAsync<long>($"select count(*) from cadres.cadre_post where seat_id = '{seat}'"));
        Assert.Equal("丙三", await SayAsync("select string_agg(distinct name, ',') from cadres.appointment_entry"));
    }

    [Fact]
    public async Task All_papers_come_out_of_the_batch_and_readers_and_neighbours_do_nothing()
    {
        using var officer = await OfficerAsync();
        var (batch, one, person) = await ReadyAsync(officer);
        var title = (await TitleAsync(batch))!;
        Assert.Equal(302, (await PollAsync(officer, batch, "decisions", "2025.03.28", 11, 10, 0, (LineOf(title), [10, 0, 0]), (await RemovalAsync(), [10, 0, 0]))).Status);
        await officer.DoStepAsync(one, "decision", ("on", "2025.03.28"), ("has_recused", "1"), ("outcome", "pass"));
        foreach (var (paper, words, answers) in new (string, string, (string, string)[])[]
        {
            ("motion-plan", "核定", []), ("recommendation-ballot", "另行推荐", []), ("recommendation-tally", "应到 30 人", []), ("inspection-notice", "考察预告", [("when", "3月8日"), ("contact", "12380")]), ("inspection-report", "调查研究不够", [("purpose", "上会")]),
            ("opinion-letter", "县纪委监委", [("number_mark", "临组函")]), ("decision-ballot", "缓议", []), ("public-notice", "5个工作日", [("contact", "12380"), ("begins_on", "2025.03.31")]), ("announcement", title, [("to", "各乡镇党委"), ("number_mark", "临委任")]), ("filing", title, []),
        })
        {
            var answer = await PaperAsync(officer, batch, paper, answers);
            Assert.True(Plain(answer.Text).Contains(Plain(words), StringComparison.Ordinal), $"{paper}: {answer.Status} {answer.Why()} {host.Log}");
        }

        using var reader = await host.SignInAsync(county, "cadres.appointments.read", "cadres.files.read");
        Assert.Equal(200, (await reader.GetAsync($"{Home}/batches/{batch}")).Status);
        // That there is a report, and that somebody was talked with; not what was said of people.
        Assert.DoesNotContain("调查研究不够", (await reader.GetAsync($"{Home}/batches/candidate/{person}")).Text, StringComparison.Ordinal);
        // Who may open it does so for a stated purpose, this once, and it is on record; nobody reads it in passing.
        Assert.DoesNotContain("调查研究不够", (await officer.GetAsync($"{Home}/batches/candidate/{person}")).Text, StringComparison.Ordinal);
        Assert.DoesNotContain("推荐甲一", (await officer.GetAsync($"{Home}/batches/{batch}")).Text, StringComparison.Ordinal);
        var materials = $"{Home}/batches/materials/{batch}";
        Assert.Equal(403, (await reader.GetAsync(materials)).Status);
        Assert.Equal(403, (await reader.PostAsync(materials, ("purpose", "归档"), ("reason", "看看"))).Status);
        using var leader = await host.SignInAsync(county, "cadres.inspection.open");
        var shut = await leader.GetAsync(materials);
        Assert.Equal(200, shut.Status);
        var silent = await leader.PostAsync(materials, ("purpose", "归档"), ("reason", ""));
        Assert.Equal(422, silent.Status);
        foreach (var page in new[] { shut, silent }) Assert.DoesNotContain("调查研究不够", page.Text, StringComparison.Ordinal);
        Assert.Equal(0L, await host.AskAsync<long>($"select count(*) from audit.entry where row_id = '{batch}' and reason like '提交会议讨论%'"));
        var opened = await leader.PostAsync(materials, ("purpose", "提交会议讨论"), ("reason", "三月常委会"));
        foreach (var words in new[] { "政治坚定，熟悉业务", "调查研究不够", "推荐甲一", "没有影响使用的问题" }) Assert.Contains(words, opened.Text, StringComparison.Ordinal);
        // Shut again by itself, though nobody leaves the page.
        Assert.Equal($"600;url={materials}", opened.Message.Headers.GetValues("Refresh").Single());
        Assert.False(silent.Message.Headers.Contains("Refresh"));
        Assert.Equal(1L, await host.AskAsync<long>($"select count(*) from audit.entry where row_id = '{batch}' and reason = '提交会议讨论：三月常委会'"));
        Assert.DoesNotContain("调查研究不够", (await leader.GetAsync(materials)).Text, StringComparison.Ordinal);
        Assert.DoesNotContain("推荐甲一", (await reader.GetAsync($"{Home}/batches/{batch}")).Text, StringComparison.Ordinal);
        Assert.Equal(403, (await AddAsync(reader, batch, second)).Status);
        Assert.Equal(403, (await OnAsync(reader, person, "ask", ("kind", "1"))).Status);
        Assert.Equal(403, (await reader.PostAsync($"{Home}/batches/new", ("name", "x"))).Status);
        using var files = await host.SignInAsync(county, "cadres.files.read", "cadres.files.edit");
        Assert.Equal(403, (await files.GetAsync($"{Home}/batches/{batch}")).Status);
        var neighbour = (await host.AskAsync<string>($"select code from org.locality where kind = 3 and code <> '{county}' limit 1"))!;
        using var far = await host.SignInAsync(neighbour, Officer);
        Assert.Equal(404, (await far.GetAsync($"/{neighbour}/cadres/batches/{batch}")).Status);
        Assert.Equal(404, (await far.GetAsync($"/{neighbour}/cadres/batches/candidate/{person}")).Status);
        Assert.Equal(404, (await far.PostAsync($"/{neighbour}/cadres/batches/candidate/{person}?handler=confirm", ("on", "2025.04.01"), ("fit", "0"), ("words", "x"))).Status);
        // Who may not know of measures sees that somebody does not fit, and not why.
        await host.DoAsync($"insert into cadres.cadre_measure (cadre_id, locality_path, kind, began_on, effect_until, decided_by, matter) select id, locality_path, 'Y1', '2025-02-01', '2027-08-01', '组织部', '试' from cadres.cadre where id = '{second}'");
        var another = await BatchAsync(officer, "另一批");
        await AddAsync(officer, another, second);
        Assert.DoesNotContain("2027.08.01", (await officer.GetAsync($"{Home}/batches/candidate/{await PersonAsync(another, second)}")).Text, StringComparison.Ordinal);
        using var knows = await OfficerAsync("cadres.measures.open");
        Assert.Contains("2027.08.01", (await knows.GetAsync($"{Home}/batches/candidate/{await PersonAsync(another, second)}")).Text, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_scheme_tried_on_the_boards_becomes_a_batch()
    {
        using var officer = await OfficerAsync();
        var plan = (await officer.PostAsync($"{Home}/teams/plans", ("name", "方案甲"), ("team", team.ToString()), ("on", Dates.Format(Clock.Today)))).Location!;
        Assert.Equal(302, (await officer.PostAsync($"{plan}?handler=move", ("person", first.ToString()), ("seat", seat.ToString()))).Status);
        var batch = await BatchAsync(officer);
        Assert.Equal(302, (await officer.PostAsync($"{Home}/batches/{batch}?handler=plan", ("plan", plan[^36..]))).Status);
        Assert.Equal("甲一|1", await SayAsync($"select concat_ws('|', name, kind) from cadres.appointment_candidate where appointment_batch_id = '{batch}'"));
    }
}
