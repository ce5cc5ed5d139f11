using OrgWork.Kernel;
using Xunit;
using static OrgWork.Tests.Cadres.OfficeHost;

namespace OrgWork.Tests.Cadres;

/// <summary>What each figure of the teams, the archives, appointments, term changes and the assessment comes to: read before rows are planted and after, at the county, at its neighbour and on a day that has passed.</summary>
public sealed class FigureValueTests(OfficeHost office) : IClassFixture<OfficeHost>
{
    static readonly string[] Counter = ["cadres.figures.read", "cadres.teams.read", "cadres.files.read", "cadres.archives.read", "cadres.archives.open", "cadres.appointments.read", "cadres.inspection.open", "cadres.assessment.read", "cadres.analysis.view", "cadres.term-change.read", "cadres.term-change.persons"];
    static readonly int Year = Clock.Today.Year;

    /// <summary>A day of last year: what counts from 1 January is planted around it, so that it holds in the first days of any year. So many days before it.</summary>
    static string Then(int before) => AsOf.Format(new DateOnly(Year - 1, 11, 20).AddDays(-before));

    TestHost Host => office.Host;

    static async Task<string?> AtAsync(Browser browser, string figure, string asOf = "", string home = Home)
    {
        var page = await browser.GetAsync($"{home}/figures/{figure}{(asOf == "" ? "" : "?asof=" + asOf)}");
        Assert.True(page.Status == 200, $"{figure}: {page.Why()}");
        return page.In("#by-place tr.sum td.num");
    }

    async Task IsAsync(Browser browser, string asOf, params (string Figure, string Value)[] all)
    {
        foreach (var (figure, value) in all)
        {
            var found = await AtAsync(browser, figure, asOf);
            Assert.True(found == value, $"{figure} {asOf}: {found} instead of {value} {Host.Log}");
        }
    }

    async Task<Guid> TeamAsync(string name, string kind, params (Guid Cadre, string Since, bool IsPrincipal)[] holders)
    {
        var team = await Host.AskAsync<Guid>($"insert into cadres.team (locality_path, name, kind, unit_id) values ('{office.Path}', '{name}', '{kind}', '{office.Unit}') returning id");
        foreach (var (cadre, since, isPrincipal) in holders)
            await Host.DoAsync($"""
                with s as (insert into cadres.team_seat (team_id, locality_path, post, level, opened_on, is_principal) values ('{team}', '{office.Path}', '{(isPrincipal ? "书记" : "副职")}', '1A42', '2010-01-01', {(isPrincipal ? "true" : "false")}) returning id)
                insert into cadres.cadre_post (cadre_id, locality_path, post_name, unit_name, began_on, state, is_main, seat_id) select '{cadre}', '{office.Path}', '职务', '县试验局', '{since}', '1', true, s.id from s
                """);
        return team;
    }

    async Task<Guid> BornAsync(string name, int age, string sex = "1", string more = "") => await Host.AskAsync<Guid>($"update cadres.cadre set birth_on = '{AsOf.Format(Clock.Today.AddYears(-age))}', sex = '{sex}' {more} where id = '{await office.CadreAsync(name, "work_began_on, source_evidence, source, grassroots_years", "'2012-07-01', '录用文件', '2', 3")}' returning id");

    [Fact, Trait("Row", "C2.5"), Trait("Row", "C2.6"), Trait("Row", "C2.4")]
    public async Task Holders_of_seats_that_count_are_counted_by_age_line_band_sex_and_source_as_the_rules_have_the_ages()
    {
        using var browser = await Host.SignInAsync(TestHost.County, Counter);
        await Host.DoAsync("update cadres.team set removed_at = now()");
        await IsAsync(browser, "", ("township-30", "0"), ("township-35", "0"), ("female-principals", "0"), ("team-age", "—"));
        var (thirty, older, woman) = (await BornAsync("正三十", 30), await BornAsync("三十三", 33), await BornAsync("女书记", 47, "2"));
        var aside = await BornAsync("不占职数", 25);
        var town = await TeamAsync("某镇班子", "3", (thirty, $"{Year - 1}-01-01", false), (older, $"{Year - 3}-01-01", false), (woman, $"{Year - 3}-01-01", true), (aside, $"{Year - 3}-01-01", false));
        await Host.DoAsync($"update cadres.team_seat s set is_counted = false from cadres.cadre_post p where p.seat_id = s.id and p.cadre_id = '{aside}'");

        await IsAsync(browser, "", ("township-30", "1"), ("township-35", "2"), ("female-principals", "1"), ("team-age", "36.7"), ("team-band-1", "33.3"), ("team-band-2", "33.3"), ("team-band-5", "33.3"), ("team-band-6", "0.0"), ("team-women", "33.3"), ("team-source-2", "100.0"), ("team-grassroots", "100.0"));
        // By level, sex and office, each part with its rows; for who does not see the rows there are no parts.
        var parts = await browser.GetAsync($"{Home}/figures/township-35?by=sex");
        Assert.Equal(["男", "2"], parts.Document.QuerySelectorAll("#by-column tbody tr").Single().Children.Select(cell => cell.TextContent.Trim()));
        Assert.Equal(["三十三", "正三十"], [.. (await browser.GetAsync(parts.Document.QuerySelector("#by-column a.fig")!.GetAttribute("href")!)).Document.QuerySelectorAll("tbody td.name").Select(cell => cell.TextContent.Replace("　", "", StringComparison.Ordinal)).Order(StringComparer.Ordinal)]);
        Assert.Equal("1", (await browser.GetAsync($"{Home}/figures/female-principals?by=level")).In("#by-column td.num"));
        Assert.Equal(404, (await browser.GetAsync($"{Home}/figures/township-35?by=birth_on")).Status);
        Assert.Equal(404, (await browser.GetAsync($"{Home}/figures/township-35/rows?by=sex&key=7")).Status);
        // A day on which the first had not come and everybody was younger.
        await IsAsync(browser, $"{Year - 2}-12-31", ("township-30", "0"), ("township-35", "1"), ("female-principals", "1"));
        // A band is called by its ages.
        Assert.Contains("班子成员31—35岁占比", (await browser.GetAsync($"{Home}/figures")).Text, StringComparison.Ordinal);
        // 结构要求对照 counts the same people.
        await Host.DoAsync($"insert into cadres.team_requirement (locality_path, name, attribute, years, team_kind, scope, minimum, document_no, began_on) values ('{office.Path}', '三十岁以下', '1', 30, '3', '2', 1, '文1号', '2020-01-01'), ('{office.Path}', '女正职', '3', null, '3', '2', 1, '文1号', '2020-01-01')");
        var required = await browser.GetAsync($"{Home}/teams/required");
        foreach (var words in new[] { "1 人，应不少于 1" }) Assert.Equal(2, required.Text.Split(words).Length - 1);
        // 以下 without the number itself, and another line: the figure goes along with the rule.
        await Host.DoAsync("insert into org.rule_parameter (rule, parameter, value, valid, basis, reason, set_by_name) values ('cadres.teams.youngest', 'inclusive', 0, daterange('2020-01-01', null), '文', '试', '试'), ('cadres.teams.younger', 'limit', 32, daterange('2020-01-01', null), '文', '试', '试'), ('cadres.teams.age-bands', 'b1', 33, daterange('2020-01-01', null), '文', '试', '试')");
        await IsAsync(browser, "", ("township-30", "0"), ("township-35", "1"), ("team-band-1", "66.7"), ("team-band-2", "0.0"));
        Assert.Contains("33岁及以下", (await browser.GetAsync($"{Home}/teams/board/{town}")).Text, StringComparison.Ordinal);
        await Host.DoAsync("delete from org.rule_parameter");
        using var neighbour = await Host.SignInAsync(TestHost.Neighbour, Counter);
        Assert.Equal("0", await AtAsync(neighbour, "township-30", home: $"/{TestHost.Neighbour}/cadres"));
    }

    [Fact, Trait("Row", "C2.2"), Trait("Row", "C2.7"), Trait("Row", "C2.12"), Trait("Row", "C2.13")]
    public async Task Numbers_approved_specialties_asked_for_teams_analysed_and_scarce_specialties_are_figures()
    {
        using var browser = await Host.SignInAsync(TestHost.County, Counter);
        await Host.DoAsync("update cadres.team set removed_at = now(); update cadres.cadre set specialty = null, status = '2'; delete from cadres.scarce_specialty");
        await IsAsync(browser, "", ("quota-use", "—"), ("quota-over", "0"), ("specialties-met", "—"), ("teams-analysed", "—"), ("scarce-gap", "0"));
        var (planner, second, third) = (await BornAsync("懂规划", 40, more: ", specialty = '城乡规划'"), await BornAsync("成员乙", 41), await BornAsync("成员丙", 42));
        var full = await TeamAsync("超配班子", "2", (planner, $"{Year}-01-01", true), (second, "2015-01-01", false), (third, "2015-01-01", false));
        var empty = await TeamAsync("空班子", "2");
        await Host.DoAsync($"""
            insert into cadres.team_quota (team_id, locality_path, approved, document_no, began_on) values ('{full}', '{office.Path}', 2, '编1号', '2015-01-01'), ('{empty}', '{office.Path}', 4, '编1号', '2015-01-01');
            insert into cadres.team_specialty (team_id, locality_path, duty, specialty, minimum, began_on) select t, '{office.Path}', '规划', '城乡规划', 1, '2015-01-01' from unnest(array['{full}', '{empty}']::uuid[]) t;
            insert into cadres.scarce_specialty (locality_path, name, tag, year, posts, demand, measure, measure_words) values ('{office.Path}', '规划', '城乡规划', {Year}, '住建局', 3, '1', '培训'), ('{office.Path}', '外语', '外国语言', {Year}, '商务局', 1, '1', '培训');
            insert into cadres.team_analysis (locality_path, name, held_on, scope, participants) values ('{office.Path}', '研判', '{Then(2)}', '2', '人');
            insert into cadres.analysed_team (team_analysis_id, locality_path, name, team_id, analysed_on, findings, measure) select a.id, '{office.Path}', '超配班子', '{full}', '{Then(1)}', '好', '0' from cadres.team_analysis a where a.name = '研判'
            """);
        // Three on six; one over; one of two teams has what it asks for, and who has it came this year; one of two analysed; two lack in the one, one in the other.
        await IsAsync(browser, "", ("quota-use", "50.0"), ("quota-over", "1"), ("quota-broken", "1"), ("specialties-met", "50.0"), ("specialists-placed", "1"), ("teams-analysed", "—"), ("scarce-gap", "3"));
        await IsAsync(browser, $"{Year - 1}-12-31", ("quota-use", "33.3"), ("quota-over", "0"), ("quota-broken", "0"), ("specialties-met", "0.0"), ("specialists-placed", "0"), ("teams-analysed", "50.0"), ("scarce-gap", "0"));
        await IsAsync(browser, Then(2), ("teams-analysed", "0.0"));
        Assert.Contains("城乡规划", (await browser.GetAsync($"{Home}/figures/specialties-met/rows?part=wanting")).Text, StringComparison.Ordinal);
        await Host.DoAsync("update cadres.cadre set status = '1'");
    }

    [Fact, Trait("Row", "C1.9"), Trait("Row", "C1.10"), Trait("Row", "C1.11")]
    public async Task Files_audited_looked_back_at_opened_again_and_facts_that_are_open_are_figures()
    {
        using var browser = await Host.SignInAsync(TestHost.County, Counter);
        await IsAsync(browser, Then(0), ("archive-audit", "—"), ("archive-lookback", "—"), ("archive-reopened", "0"), ("archive-determinations", "0"));
        var archives = new List<Guid>();
        foreach (var name in new[] { "审甲", "审乙", "审丙", "审丁" }) archives.Add(await Host.AskAsync<Guid>($"set search_path = cadres, org, public; insert into cadres.archive (locality_path, cadre_id, number, kept_at) values ('{office.Path}', '{await office.CadreAsync(name)}', '{name}', '组织部') returning id"));
        var audit = await Host.AskAsync<Guid>($"insert into cadres.archive_audit (locality_path, name, kind, basis, scope, began_on, ended_on, lead_office) values ('{office.Path}', '专项审核', '1', '文', '全部', '{Then(40)}', '{Then(-40)}', '干部科') returning id");
        await Host.DoAsync($"""
            set search_path = cadres, org, public;
            insert into cadres.archive_audit_item (locality_path, audit_id, archive_id, state, first_on, second_on, second_result, closed_on, problem) values
              ('{office.Path}', '{audit}', '{archives[0]}', '4', '{Then(30)}', '{Then(29)}', '1', '{Then(29)}', null), ('{office.Path}', '{audit}', '{archives[1]}', '4', '{Then(30)}', '{Then(10)}', '1', '{Then(10)}', null), ('{office.Path}', '{audit}', '{archives[2]}', '3', '{Then(30)}', '{Then(5)}', '2', null, '缺'), ('{office.Path}', '{audit}', '{archives[3]}', '1', null, null, null, null, null);
            with b as (insert into cadres.archive_audit (locality_path, name, kind, basis, scope, began_on, ended_on, lead_office, source_id) values ('{office.Path}', '回头看', '2', '文', '抽查', '{Then(4)}', '{Then(-4)}', '干部科', '{audit}') returning id)
            insert into cadres.archive_audit_item (locality_path, audit_id, archive_id, source_item_id, state, first_on) select '{office.Path}', b.id, i.archive_id, i.id, '3', '{Then(3)}' from b, cadres.archive_audit_item i where i.archive_id = '{archives[0]}';
            update cadres.archive_audit_item set reopened_on = '{Then(3)}', reopened_words = '没有补齐' where archive_id = '{archives[0]}' and audit_id = '{audit}';
            insert into cadres.archive_determination (locality_path, archive_id, fact, found, rule_words, evidence, opened_on, state, effective, decided_on) values ('{office.Path}', '{archives[0]}', '1', '1980.01', '规则', '材料', '{Then(20)}', '1', null, null), ('{office.Path}', '{archives[1]}', '1', '1980.01', '规则', '材料', '{Then(20)}', '3', '1980.01', '{Then(6)}')
            """);
        await IsAsync(browser, Then(0), ("archive-audit", "75.0"), ("archive-lookback", "50.0"), ("archive-reopened", "1"), ("archive-determinations", "1"));
        await IsAsync(browser, Then(7), ("archive-audit", "50.0"), ("archive-lookback", "—"), ("archive-reopened", "0"), ("archive-determinations", "2"));
        using var blind = await Host.SignInAsync(TestHost.County, "cadres.figures.read");
        Assert.Equal(403, (await blind.GetAsync($"{Home}/figures/archive-determinations/rows")).Status);
        Assert.Equal(403, (await blind.PostAsync($"{Home}/figures/archive-determinations/rows?handler=export")).Status);
    }

    [Fact, Trait("Row", "C3.6"), Trait("Row", "C3.8")]
    public async Task Who_was_decided_with_all_four_checks_and_who_was_vetoed_on_which_ground_are_figures()
    {
        using var browser = await Host.SignInAsync(TestHost.County, Counter);
        await IsAsync(browser, Then(0), ("four-checks", "—"), ("vetoed", "0"), ("vetoed-1", "0"), ("vetoed-2", "0"));
        var batch = await Host.AskAsync<Guid>($"insert into cadres.appointment_batch (locality_path, name, decided_by, state) values ('{office.Path}', '批次', '县委常委会', '2') returning id");
        async Task CandidateAsync(string name, string columns, string values, int checks) => await Host.DoAsync($"""
            with x as (insert into cadres.appointment_candidate (appointment_batch_id, locality_path, cadre_id, name, kind, {columns}) values ('{batch}', '{office.Path}', '{await office.CadreAsync(name)}', '{name}', '1', {values}) returning id)
            insert into cadres.appointment_check (appointment_batch_id, locality_path, candidate_id, kind, asked_of, asked_by, asked_on, answered_on, conclusion) select '{batch}', '{office.Path}', x.id, n::text, '部门', '人', '{Then(20)}', '{Then(12)}', '1' from x, generate_series(1, {checks}) n
            """);
        await CandidateAsync("四必齐", "state, decided_on", $"'9', '{Then(10)}'", 4);
        await CandidateAsync("四必缺", "state, decided_on", $"'9', '{Then(3)}'", 3);
        await CandidateAsync("廉洁否", "state, veto_ground, veto_reason, vetoed_on, vetoed_by", $"'3', '2', '收礼', '{Then(5)}', '县委'", 1);
        await IsAsync(browser, Then(0), ("four-checks", "50.0"), ("vetoed", "1"), ("vetoed-1", "0"), ("vetoed-2", "1"));
        // The first was decided on that day with what had been answered; nobody had been vetoed.
        await IsAsync(browser, Then(8), ("four-checks", "100.0"), ("vetoed", "0"));
        Assert.Contains("四必缺", (await browser.GetAsync($"{Home}/figures/four-checks/rows?part=wanting&asof={Then(0)}")).Text, StringComparison.Ordinal);
        // Why somebody was vetoed is not for whoever follows the cases.
        using var blind = await Host.SignInAsync(TestHost.County, "cadres.figures.read", "cadres.appointments.read");
        Assert.Contains("廉洁否", (await browser.GetAsync($"{Home}/figures/vetoed/rows?asof={Then(0)}")).Text, StringComparison.Ordinal);
        Assert.Equal(403, (await blind.GetAsync($"{Home}/figures/vetoed/rows?asof={Then(0)}")).Status);
        Assert.Equal(403, (await blind.PostAsync($"{Home}/figures/vetoed/rows?handler=export")).Status);
    }

    [Fact, Trait("Row", "C4.1"), Trait("Row", "C4.7"), Trait("Row", "C4.8"), Trait("Row", "C4.10"), Trait("Row", "C4.16")]
    public async Task Teams_done_members_arranged_for_and_talked_with_and_structure_met_afterwards_are_figures()
    {
        using var browser = await Host.SignInAsync(TestHost.County, Counter);
        await Host.DoAsync("update cadres.team set removed_at = now(); delete from cadres.team_requirement");
        await IsAsync(browser, "", ("term-progress", "—"), ("disposition-2", "0"), ("disposition-talks", "—"), ("term-structure", "—"));
        var (woman, man) = (await BornAsync("换届女", 40, "2"), await BornAsync("换届男", 50));
        var (met, falls) = (await TeamAsync("达标县班子", "1", (woman, "2018-01-01", true)), await TeamAsync("不达标县班子", "1", (man, "2018-01-01", true)));
        var open = await TeamAsync("没换完班子", "1");
        var (project, stage) = (Guid.NewGuid(), Guid.NewGuid());
        await Host.DoAsync($"""
            insert into cadres.team_requirement (locality_path, name, attribute, team_kind, scope, minimum, document_no, began_on) values ('{office.Path}', '一名女干部', '2', '1', '1', 1, '文1号', '2020-01-01');
            insert into cadres.term_change (id, locality_path, name, tier, changes_on, lead, state, opened_on) values ('{project}', '{office.Path}', '换届', '2', '{Iso(0)}', '部长', '2', '{Iso(30)}');
            insert into cadres.term_stage (id, term_change_id, locality_path, name, began_on, due_on, responsible) values ('{stage}', '{project}', '{office.Path}', '选举', '{Iso(30)}', '{Iso(0)}', '干部科');
            insert into cadres.term_team (term_change_id, locality_path, team_id, stage_id, done_on, done_by) values ('{project}', '{office.Path}', '{met}', '{stage}', '{Iso(10)}', '人'), ('{project}', '{office.Path}', '{falls}', '{stage}', '{Iso(2)}', '人');
            insert into cadres.disposition (locality_path, name, cadre_id, term_change_id, team_id, team_name, post, changes_on, kind, edition, talked_on, talker, attitude) values ('{office.Path}', '换届女', '{woman}', '{project}', '{met}', '班子', '书记', '{Iso(0)}', '2', 2, '{Iso(4)}', '部长', '1'), ('{office.Path}', '换届男', '{man}', '{project}', '{falls}', '班子', '书记', '{Iso(0)}', '4', 2, null, null, null);
            insert into cadres.disposition_version (disposition_id, locality_path, edition, kind, reason, set_on, set_by) select p.id, '{office.Path}', v.n, case v.n when 1 then '3' else p.kind end, '理由', case v.n when 1 then date '{Iso(20)}' else date '{Iso(6)}' end, '人' from cadres.disposition p, (values (1), (2)) v (n) where p.term_change_id = '{project}'
            """);
        await IsAsync(browser, "", ("term-progress", "66.7"), ("term-progress-2", "66.7"), ("term-progress-3", "—"), ("term-structure", "50.0"), ("disposition-2", "1"), ("disposition-4", "1"), ("disposition-3", "0"), ("disposition-talks", "50.0"));
        // Too many is no less a fault than too few: the other team has somebody above the age, of whom there is to be nobody.
        await Host.DoAsync($"update cadres.team_requirement set attribute = '1', years_from = 45, minimum = 0, maximum = 0 where name = '一名女干部'");
        Assert.Contains("不达标县班子", (await browser.GetAsync($"{Home}/figures/term-structure/rows?part=wanting")).Text, StringComparison.Ordinal);
        await IsAsync(browser, "", ("term-structure", "50.0"));
        await Host.DoAsync($"update cadres.team_requirement set maximum = 1 where name = '一名女干部'");
        await IsAsync(browser, "", ("term-structure", "100.0"));
        await Host.DoAsync($"update cadres.team_requirement set attribute = '2', years_from = null, minimum = 1, maximum = null where name = '一名女干部'");
        // Before: one team done, both were to stay; then to leave and not talked with.
        await IsAsync(browser, Iso(7), ("term-progress", "33.3"), ("disposition-3", "2"), ("disposition-talks", "—"));
        await IsAsync(browser, Iso(5), ("disposition-talks", "0.0"));
        Assert.Contains("没换完班子", (await browser.GetAsync($"{Home}/figures/term-progress/rows?part=wanting")).Text, StringComparison.Ordinal);
        Assert.NotEqual(open, met);

        // Congresses by the day of their ballots.
        await IsAsync(browser, "", ("term-congresses", "—"));
        await Host.DoAsync($"""
            insert into cadres.term_congress (locality_path, name, term_change_id, team_id, meeting, planned_on, state, submitted_on, submitted_to, approved_on, approved_by, approved_no, held_on)
            select '{office.Path}', v.name, '{project}', v.team::uuid, '1', '{Iso(3)}', v.state, case when v.held is not null then date '{Iso(20)}' end, case when v.held is not null then '市委' end, case when v.held is not null then date '{Iso(15)}' end, case when v.held is not null then '市委' end, case when v.held is not null then '批1号' end, v.held::date
            from (values ('甲会', '{met}', '4', '{Iso(6)}'), ('乙会', '{falls}', '4', '{Iso(3)}'), ('丙会', '{open}', '1', null)) v (name, team, state, held)
            """);
        await IsAsync(browser, "", ("term-congresses", "66.7"), ("term-congresses-2", "66.7"), ("term-congresses-3", "—"));
        await IsAsync(browser, Iso(5), ("term-congresses", "33.3"));
        Assert.Contains("丙会", (await browser.GetAsync($"{Home}/figures/term-congresses/rows?part=wanting")).Text, StringComparison.Ordinal);
    }

    [Fact, Trait("Row", "C6.5")]
    public async Task Who_serves_by_sex_nation_party_schooling_and_level_and_what_special_assessments_and_outstanding_cadres_came_to_are_figures()
    {
        using var browser = await Host.SignInAsync(TestHost.County, Counter);
        await Host.DoAsync("update cadres.cadre set status = '2'; update cadres.team set removed_at = now(); delete from cadres.nomination; delete from cadres.special_result; delete from cadres.special_note; delete from cadres.special_project");
        await IsAsync(browser, "", ("women", "—"), ("county-level", "0"), ("section-level", "0"), ("probation-over", "0"), ("special-planned", "0"), ("special-done", "—"), ("outstanding-used", "0"), ("outstanding-share", "—"), ("township-leaders", "0"));
        async Task<Guid> OneAsync(string name, string set)
        {
            var id = await office.CadreAsync(name, "work_began_on", "'2012-07-01'");
            await Host.DoAsync($"update cadres.cadre set {set} where id = '{id}'");
            return id;
        }
        var woman = await OneAsync("构一", "sex = '2', nation = '03', politics = '13', full_time_education = '21', level = '1A32'");
        var second = await OneAsync("构二", $"level = '1A41', full_time_education = '31', is_on_probation = true, probation_ends_on = '{Iso(3)}'");
        await OneAsync("构三", "level = '1A42', full_time_education = '31', in_service_education = '11'");
        await OneAsync("构四", $"level = '1A42', is_on_probation = true, probation_ends_on = '{Iso(-90)}'");
        // Of four one is a woman, one of a minority, one outside the Party; two have studied at a university, the one in service; one at the county's level, three below.
        await IsAsync(browser, "", ("women", "25.0"), ("minorities", "25.0"), ("non-party", "25.0"), ("university", "50.0"), ("county-level", "1"), ("section-level", "3"), ("probation-over", "1"));
        await TeamAsync("结构班子", "2", (woman, "2020-01-01", true), (second, "2020-01-01", false));
        await IsAsync(browser, "", ("team-non-party", "50.0"));

        // Planned is what was approved of the year's own projects; urgent ones are none of the plan. Of two planned one has its result.
        await Host.DoAsync($"""
            insert into cadres.special_project (locality_path, name, year, kind, basis, objects, began_on, ended_on, lead_office, state, started_on, approved_by, document_no, concluded_on, summary, arose_on) values
              ('{office.Path}', '成了', {Year - 1}, '1', '文', '全体', '{Then(60)}', '{Then(20)}', '干部科', '3', '{Then(50)}', '县委', '文', '{Then(10)}', '好', null), ('{office.Path}', '没成', {Year - 1}, '1', '文', '全体', '{Then(60)}', '{Then(20)}', '干部科', '2', '{Then(50)}', '县委', '文', null, null, null),
              ('{office.Path}', '没批', {Year - 1}, '1', '文', '全体', '{Then(60)}', '{Then(20)}', '干部科', '1', null, null, null, null, null, null), ('{office.Path}', '急难', {Year - 1}, '2', '文', '全体', '{Then(60)}', '{Then(20)}', '干部科', '3', '{Then(50)}', '县委', '文', '{Then(10)}', '好', '{Then(51)}');
            insert into cadres.nomination (locality_path, name, cadre_id, source, words, noted_on, noted_by, state, followed_on, followed_reason, used_as) values ('{office.Path}', '构一', '{woman}', '1', '好', '{Then(30)}', '人', '2', '{Then(5)}', '任用', '提拔'), ('{office.Path}', '构二', '{second}', '1', '好', '{Then(30)}', '人', '1', null, null, null);
            """);
        await IsAsync(browser, Then(0), ("special-planned", "2"), ("special-done", "50.0"), ("outstanding-used", "1"), ("outstanding-share", "50.0"));
        await IsAsync(browser, Then(15), ("special-planned", "2"), ("special-done", "0.0"), ("outstanding-used", "0"), ("outstanding-share", "0.0"));

        // Promoted into a township's team in the year; into another team, or moved at the same level, is something else.
        var batch = await Host.AskAsync<Guid>($"insert into cadres.appointment_batch (locality_path, name, decided_by) values ('{office.Path}', '镇批', '县委') returning id");
        foreach (var (kind, change, name) in new[] { ("3", "1", "提镇"), ("2", "1", "提局"), ("3", "3", "平调") })
            await Host.DoAsync($"""
                with t as (insert into cadres.team (locality_path, name, kind) values ('{office.Path}', '{name}班子', '{kind}') returning id), s as (insert into cadres.team_seat (team_id, locality_path, post, level, opened_on) select id, '{office.Path}', '副职', '1A42', '2010-01-01' from t returning id),
                  p as (insert into cadres.appointment_post (appointment_batch_id, locality_path, seat_id, title, unit_name, post_name, way) select '{batch}', '{office.Path}', id, '副职', '镇', '副职', '1' from s returning id)
                insert into cadres.appointment_candidate (appointment_batch_id, locality_path, cadre_id, name, kind, state, post_id, took_office_on) select '{batch}', '{office.Path}', '{await office.CadreAsync(name)}', '{name}', '{change}', '9', id, '{Then(8)}' from p
                """);
        await IsAsync(browser, Then(0), ("township-leaders", "1"));
        await IsAsync(browser, Then(9), ("township-leaders", "0"));
        await Host.DoAsync("update cadres.cadre set status = '1'");
    }

    [Fact]
    public async Task In_january_the_last_cycle_is_of_the_year_before_and_counted_as_that_year_counted()
    {
        using var browser = await Host.SignInAsync(TestHost.County, Counter);
        var (year, day) = (Year - 2, $"{Year - 1}-01-10");
        await Host.DoAsync("update cadres.cadre set is_team_member = false");
        var (half, quarter) = (await office.CadreAsync("半年评", "work_began_on", "'2012-07-01'"), await office.CadreAsync("季度评", "work_began_on", "'2012-07-01'"));
        foreach (var (cadre, cycle) in new[] { (half, 2), (quarter, 4) })
            await Host.DoAsync($"insert into cadres.cadre_routine (cadre_id, locality_path, year, cycle, grade, tasks, reason, assessed_on, assessed_by) values ('{cadre}', '{office.Path}', {year}, {cycle}, '1', '完成', '好', '{Year - 1}-01-05', '人')");
        async Task NamedAsync(string wanting)
        {
            var rows = await browser.GetAsync($"{Home}/figures/routine-there/rows?part=wanting&asof={day}");
            Assert.Equal([wanting], rows.Document.QuerySelectorAll("td.name").Select(cell => cell.TextContent.Trim()).Where(name => name is "半年评" or "季度评"));
        }
        Task SchemeAsync(int of, string cycle) => Host.DoAsync($"insert into cadres.assessment_scheme (locality_path, name, year, object, cycle, began_on, ended_on, state, approved_on, approved_by, document_no) values ('{office.Path}', '方案{of}', {of}, '1', '{cycle}', '{of}-01-01', '{of}-12-31', '2', '{of}-01-05', '县委', '文')");

        // Half-yearly, and the new year's scheme is not there yet: the second half is what is over.
        await SchemeAsync(year, "2");
        await NamedAsync("季度评");
        // Quarterly the year before and half-yearly from now on: what is over is the fourth quarter.
        await Host.DoAsync("delete from cadres.assessment_scheme where name like '方案%'");
        await SchemeAsync(year, "4");
        await SchemeAsync(year + 1, "2");
        await NamedAsync("半年评");
        await Host.DoAsync("delete from cadres.assessment_scheme where name like '方案%'");
    }

    [Fact, Trait("Row", "C6.2"), Trait("Row", "C6.7"), Trait("Row", "C6.10")]
    public async Task Cycles_grades_results_used_and_goals_reached_are_figures()
    {
        using var browser = await Host.SignInAsync(TestHost.County, Counter);
        await Host.DoAsync("update cadres.cadre set is_team_member = false");
        var quarterEnd = new DateOnly(Clock.Today.Year, (Clock.Today.Month - 1) / 3 * 3 + 1, 1).AddDays(-1);
        var (first, second) = (await office.CadreAsync("考甲", "work_began_on", "'2012-07-01'"), await office.CadreAsync("考乙", "work_began_on", "'2012-07-01'"));
        await IsAsync(browser, "", ("routine-there", "0.0"), ("results-used", "—"), ("performance", "—"), ("excellent-over", "0"), ("teams-grade-1", "—"), ("grade-basic", "—"));
        var (sheet, evaluation, set) = (Guid.NewGuid(), Guid.NewGuid(), Guid.NewGuid());
        var units = new[] { office.Unit, await Host.AskAsync<Guid>($"insert into org.unit (locality_path, name, kind) values ('{office.Path}', '县二局', '36') returning id") };
        await Host.DoAsync($"""
            insert into cadres.cadre_routine (cadre_id, locality_path, year, cycle, grade, tasks, reason, assessed_on, assessed_by) values ('{first}', '{office.Path}', {quarterEnd.Year}, {quarterEnd.Month / 3}, '1', '完成', '好', '{AsOf.Format(quarterEnd)}', '人');
            insert into cadres.cadre_assessment (cadre_id, locality_path, year, kind, grade) values ('{first}', '{office.Path}', {Year - 1}, '20', '1'), ('{second}', '{office.Path}', {Year - 1}, '20', '3');
            insert into cadres.assessment_consequence (locality_path, cadre_id, name, unit_name, year, grade, kind, words, basis, due_on, state, done_on, done_words) values ('{office.Path}', '{first}', '考甲', '县试验局', {Year - 1}, '1', '1', '嘉奖', '规定', '{Iso(6)}', '2', '{Iso(3)}', '已奖'), ('{office.Path}', '{second}', '考乙', '县试验局', {Year - 1}, '3', '4', '诫勉', '规定', '{Iso(4)}', '1', null, null), ('{office.Path}', '{second}', '考乙', '县试验局', {Year - 1}, '3', '3', '培训', '规定', '{Iso(-9)}', '1', null, null);
            insert into cadres.assessment_sheet (id, locality_path, unit_name, unit_id, scheme_id, year, state, decided_on, decided_by) values ('{sheet}', '{office.Path}', '县试验局', '{office.Unit}', gen_random_uuid(), {Year - 1}, '2', '{Iso(20)}', '县委');
            insert into cadres.assessment_line (assessment_sheet_id, locality_path, cadre_id, grade) values ('{sheet}', '{office.Path}', '{first}', '1'), ('{sheet}', '{office.Path}', '{second}', '3');
            insert into cadres.evaluation (id, locality_path, name, year, objects) values ('{evaluation}', '{office.Path}', '考评', {Year - 1}, '2');
            insert into cadres.evaluation_unit (evaluation_id, locality_path, unit_id, unit_name, total, place, grade) select '{evaluation}', '{office.Path}', gen_random_uuid(), '单位' || n, 100 - n, n, case when n = 1 then '1' when n = 4 then '3' else '2' end from generate_series(1, 4) n;
            update cadres.evaluation set state = '2', published_on = '{Iso(15)}', document_no = '文' where id = '{evaluation}';
            insert into cadres.indicator_set (id, locality_path, name, year, unit_kind, cap) values ('{set}', '{office.Path}', '指标', {Year}, '2', 120);
            insert into cadres.indicator (indicator_set_id, locality_path, name, measure, owner, data_source, direction, weight, rule) values ('{set}', '{office.Path}', '率', '个', '局', '表', '1', 50, '1'), ('{set}', '{office.Path}', '达标', '个', '局', '表', '1', 30, '2'), ('{set}', '{office.Path}', '名次', '个', '局', '表', '1', 20, '3');
            insert into cadres.indicator_value (indicator_set_id, locality_path, indicator_id, unit_id, target, actual, reported_on) select '{set}', '{office.Path}', i.id, v.unit::uuid, v.target, v.actual, v.on_day::date from cadres.indicator i join (values ('率', '{units[0]}', 10, 15, '{Iso(9)}'), ('率', '{units[1]}', 10, 5, '{Iso(9)}'), ('达标', '{units[0]}', 3, 3, '{Iso(9)}'), ('达标', '{units[1]}', 5, 4, '{Iso(9)}'), ('名次', '{units[0]}', null, 7, '{Iso(9)}'), ('名次', '{units[1]}', null, 9, '{Iso(2)}')) v (name, unit, target, actual, on_day) on v.name = i.name where i.indicator_set_id = '{set}';
            update cadres.indicator_set set state = '2', enabled_on = '{Iso(30)}', enabled_by = '县委', document_no = '文' where id = '{set}'
            """);
        // One of two in the last cycle; one of two results due is used; one excellent of two is above a fifth; 60 + 30 + 10 and 25 + 0 + 20 of two hundred.
        await IsAsync(browser, "", ("routine-there", "50.0"), ("results-used", "50.0"), ("excellent-over", "1"), ("excellent", "50.0"), ("grade-basic", "50.0"), ("teams-grade-1", "25.0"), ("teams-grade-2", "50.0"), ("performance", "72.5"));
        // Promotion barred and training are counted apart from talks and awards; those below are not due yet.
        await IsAsync(browser, "", ("results-used-1", "100.0"), ("results-used-2", "—"), ("results-used-3", "—"), ("results-used-4", "0.0"), ("grade-competent", "0.0"), ("grade-poor", "0.0"), ("not-competent", "1"));
        await Host.DoAsync($"update cadres.assessment_consequence set due_on = '{Iso(1)}', state = '2', done_on = '{Iso(1)}', done_words = '已训' where words = '培训'");
        await IsAsync(browser, "", ("results-used-3", "100.0"));
        await Host.DoAsync($"update cadres.assessment_consequence set due_on = '{Iso(-9)}', state = '1', done_on = null, done_words = null where words = '培训'; update cadres.cadre_assessment set grade = '2' where cadre_id = '{first}'; update cadres.cadre_assessment set grade = '4' where cadre_id = '{second}'");
        await IsAsync(browser, "", ("grade-competent", "50.0"), ("grade-basic", "0.0"), ("grade-poor", "50.0"), ("not-competent", "1"));
        await Host.DoAsync($"update cadres.cadre_assessment set grade = '1' where cadre_id = '{first}'; update cadres.cadre_assessment set grade = '3' where cadre_id = '{second}'");
        await IsAsync(browser, Iso(4), ("results-used", "0.0"), ("performance", "67.5"));
        await IsAsync(browser, Iso(21), ("excellent-over", "0"), ("teams-grade-1", "—"));
        // The page of the set reckons the same in its own way.
        var shown = (await browser.GetAsync($"{Home}/performance/{set}")).Document.QuerySelectorAll("tbody tr").Select(row => row.TextContent).ToList();
        foreach (var points in new[] { "100", "45" }) Assert.Contains(shown, row => row.Contains(points, StringComparison.Ordinal));
        // Where a quarter may be excellent by agreement, the unit is still above; where the rule allows a half, it is not.
        await Host.DoAsync("insert into org.rule_parameter (rule, parameter, value, valid, basis, reason, set_by_name) values ('cadres.assessment.excellent-share', 'share', 50, daterange('2020-01-01', null), '文', '试', '试')");
        await IsAsync(browser, "", ("excellent-over", "0"));
        await Host.DoAsync("delete from org.rule_parameter; update cadres.cadre set is_team_member = true");
    }

    [Fact]
    public async Task Figures_of_what_is_due_say_what_the_rules_list_says_whatever_the_rule_asks()
    {
        using var browser = await Host.SignInAsync(TestHost.County, [.. Counter, "cadres.rules.read"]);
        await Host.DoAsync("update cadres.cadre set status = '2'");
        foreach (var (name, years) in new[] { ("任职九年", 9), ("任职十一年", 11) }) await Host.DoAsync($"update cadres.cadre set post_began_on = '{AsOf.Format(Clock.Today.AddYears(-years))}', age_limit_on = '{AsOf.Format(Clock.Today.AddMonths(years == 9 ? -2 : 90))}' where id = '{await office.CadreAsync(name)}'");
        await Host.DoAsync($"update cadres.cadre set is_on_probation = true, probation_ends_on = '{AsOf.Format(Clock.Today.AddDays(50))}' where id = '{await office.CadreAsync("试用中", "age_limit_on", "'2050-01-01'")}'");
        async Task AgreeAsync(params (string Figure, string Rule, string Value)[] all)
        {
            foreach (var (figure, rule, value) in all)
            {
                Assert.Equal(value, await AtAsync(browser, figure));
                Assert.Equal(value, $"{(await browser.GetAsync($"{Home}/files?rule={rule}")).Document.QuerySelectorAll("tbody td.name").Length}");
            }
        }
        await AgreeAsync(("ten-years", "files.post-ten-years", "1"), ("over-60", "files.retirement", "1"), ("probation-ending", "files.probation-near", "0"));
        await Host.DoAsync("insert into org.rule_parameter (rule, parameter, value, valid, basis, reason, set_by_name) values ('cadres.files.post-ten-years', 'years', 8, daterange('2020-01-01', null), '文', '试', '试'), ('cadres.files.probation-near', 'months', 2, daterange('2020-01-01', null), '文', '试', '试')");
        await AgreeAsync(("ten-years", "files.post-ten-years", "2"), ("probation-ending", "files.probation-near", "1"));
        await Host.DoAsync("delete from org.rule_parameter; update cadres.cadre set status = '1'");
    }
}
