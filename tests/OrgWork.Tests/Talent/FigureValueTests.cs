using OrgWork.Kernel;
using Xunit;

namespace OrgWork.Tests.Talent;

/// <summary>What each figure of the talent office comes to: read before rows are planted and after, some of which count and some of which only look alike.</summary>
public sealed class FigureValueTests(StatisticsHost statistics) : IClassFixture<StatisticsHost>
{
    /// <param name="First">what has to be there before the figure is read</param>
    /// <param name="Then">what is entered between the two readings</param>
    /// <param name="Part">by how much what counts grows; of a mean, what it comes to</param>
    /// <param name="Whole">by how much that grows which it is out of</param>
    sealed record Case(string First, string Then, int Part, int Whole);

    // What is planted stands for itself: no trigger adds to it, and it refers to nothing that is not asked for.
    const string Bare = "set search_path = talent, org, public; set session_replication_role = replica; ";
    const string Path = "(select path from org.locality where kind = 3 order by path limit 1)", Employer = "(select id from talent.employer where removed_at is null order by id limit 1)";
    const string Now = "org.today()", Year = "extract(year from org.today())::int", Any = "gen_random_uuid()";

    static Case Plain(string then, int part, int whole = 0, string first = "select 1") => new(Bare + first, Bare + then, part, whole);

    /// <summary>Three who arrived; the third is not verified.</summary>
    static string Came(string more, string values, string arrived = Now) => $"insert into talent.introduction (locality_path, name, employer_id, system, domain, education, intended_on, arrived_on, verified_on, form{more}) select {Path}, '数值' || n, {Employer}, '98', '98', '21', date '2010-01-01', {arrived}, case n when 3 then null else {arrived} end, {values} from generate_series(1, 3) n";

    static string Stop => $"with r as (insert into talent.recruitment (locality_path, title, kind, held_on) select {Path}, '数值', '2', {Now} returning id, locality_path) insert into talent.recruitment_stop (recruitment_id, locality_path, school, stop_on, resumes, interviews, intentions, signed, arrived) select id, locality_path, '某校', {Now}, 20, 10, 8, 4, 2 from r";

    static string Selected(string kind, string candidates) => $"with s as (insert into talent.selection (locality_path, title, kind, year, announced_on) select {Path}, '数值', '{kind}', {Year}, {Now} returning id, locality_path), p as (insert into talent.selection_post (locality_path, title, selection_id, unit, system, wanted, conditions) select locality_path, '岗位', id, '某校', '97', 3, '试' from s returning id, selection_id, locality_path) insert into talent.selection_candidate (locality_path, name, selection_id, selection_post_id, school, applied_on, education, study_kind, appointed_on) select locality_path, '数值' || n, selection_id, id, '某校', {Now}, {candidates} from p, generate_series(1, 2) n";

    static string Pairs(string demand) => $"insert into talent.pairing (locality_path, title, demand_id, wish_id, reasons, proposed_on, signed_on, moved_on) select {Path}, '数值', {demand}, {Any}, '试', {Now}, case n when 1 then {Now} end, {Now} from generate_series(1, 2) n";

    static string Fund(string line) => $"with i as (insert into talent.fund_item (locality_path, name, year, line, source) select {Path}, '数值', {Year}, '{line}', '试' returning id, locality_path) insert into talent.fund_voucher (fund_item_id, locality_path, number, kind, on_day, amount, words, by_name) select i.id, i.locality_path, n, (array['budget', 'commit', 'pay'])[n], {Now}, (array[1000, 300, 200])[n], '试', '试' from i, generate_series(1, 3) n";

    /// <summary>Two applications of one, paid.</summary>
    static string Paid(string accepted = Now, string channel = "'1'") => $"insert into talent.application (locality_path, title, clause_id, talent_id, applied_on, accepted_on, granted, paid_on, channel) select {Path}, '数值', (select id from talent.policy_clause where removed_at is null and limit_days < 60 order by id limit 1), t.id, {Now}, {accepted}, n * 100, {Now}, {channel} from (select {Any} as id) t, generate_series(1, 2) n";

    static string Clauses(string amounts, string need = "98") => $"insert into talent.policy_clause (locality_path, title, policy_id, class, need, benefit, amount, handling, materials, valid_from, earlier_id) select {Path}, '数值', {Any}, '1', '{need}', '试', a, '试', '试', {Now}, (select id from talent.policy_clause where amount > 1000 and removed_at is null order by id limit 1) from unnest(array[{amounts}]) a";

    static string Dispatched(string more, string values) => $"insert into talent.dispatch (locality_path, problem, host, host_kind, field, asked_on, due_on, expert_id, sent_on{more}) select {Path}, '数值', '某村', '1', '06', {Now}, {Now}, x.id, {Now}{values} from (select {Any} as id) x, generate_series(1, 2) n";

    /// <summary>Two orders of one item; the first is done.</summary>
    static string Orders(string concern, string more = "", string values = "", string raised = Now) => $"with i as (insert into talent.service_item (locality_path, name, concern, handling, limit_count) select {Path}, '数值', '{concern}', '试', 5 returning id, locality_path) insert into talent.service_order (locality_path, title, item_id, talent_id, raised_on, due_on, due_at, done_on, done_at{more}) select locality_path, '数值' || n, id, {Any}, {raised}, {Now} - 1 + 2 * (n % 2), ({Now} - 1 + 2 * (n % 2))::timestamptz, case n when 1 then {Now} end, case n when 1 then {Now}::timestamptz end{values} from i, generate_series(1, 2) n";

    static string Targets(string values) => $"insert into talent.target (locality_path, title, year, origin, document_no, measure, value, due_on, actual, verified_on, indicator) select {Path}, '数值', {Year}, '2', '试〔1〕号', '项', v.value, {Now}, 25, v.verified, v.indicator from (values {values}) v (value, verified, indicator)";

    static string Item(string kind, string more = "", string values = "") => $"insert into org.work_item (id, plan_id, locality_path, module, kind, level, rank, number, title, lead_name, state, due_on{more}) select {Any}, {Any}, {Path}, 'talent', '{kind}', 2, n, n::text, '数值' || n, '单位' || n, 'open', {Now}{values} from generate_series(1, 2) n";

    static readonly Dictionary<string, Case> Cases = new()
    {
        ["introduced-key-tech"] = Plain(Came(", is_key_tech", "'1', n <> 2"), 1),
        ["introduced-graduates"] = Plain(Came(", study_kind", "'1', case n when 2 then '2' else '1' end"), 1),
        ["introduced-flexible"] = Plain(Came("", "case n when 2 then '1' else '2' end"), 1),
        ["introduced-quality"] = Plain(Came(", grade, industry_id", "'1', case n when 2 then 'F' else 'A' end, (select id from talent.industry where is_leading and removed_at is null order by id limit 1)"), 1, 2),
        ["introduced-by-employers"] = Plain(Came(", led_by", "'1', case n when 2 then '1' else '2' end"), 1, 2),
        ["flexible-to-full-time"] = Plain(Came("", "case n when 2 then '1' else '2' end"), 1, 1),
        // One in force, one that is over, one that nobody has verified.
        ["flexible"] = Plain(Came(", contract_from, contract_ends_on", $"'2', {Now} - 5, {Now} + case n when 2 then -1 else 100 end"), 1),
        ["flexible-days"] = Plain($"with i as ({Came(", contract_from, contract_ends_on, days_due", $"'2', {Now} - 5, {Now} + case n when 2 then -1 else 100 end, 10")} returning id, locality_path) insert into talent.introduction_day (introduction_id, locality_path, served_on, days, words) select id, locality_path, {Now}, 4, '试' from i", 4, 10),
        ["matching-events"] = Plain($"insert into talent.recruitment (locality_path, title, kind, held_on, outcome_on) select {Path}, '数值', '3', {Now}, case n when 1 then {Now} end from generate_series(1, 2) n", 1),
        ["campus-intentions"] = Plain(Stop, 8, 20),
        ["campus-signed"] = Plain(Stop, 4, 8),
        ["campus-arrived"] = Plain(Stop, 2, 4),
        ["outside"] = Plain($"insert into talent.outside_talent (locality_path, name, native_place, domain, workplace, lives_in, willingness, contact_person) select {Path}, '数值', '试', '01', '试', '试', '1', '试'", 1),
        ["outside-converted"] = Plain($"with o as (insert into talent.outside_talent (locality_path, name, native_place, domain, workplace, lives_in, willingness, contact_person, converted_on) select {Path}, '数值', '试', '01', '试', '试', '1', '试', case when n <> 2 then {Now} end from generate_series(1, 3) n returning id, locality_path) insert into talent.outside_contact (outside_talent_id, locality_path, contacted_on, form, by_name, words) select id, locality_path, {Now} - case row_number() over () when 3 then 400 else 0 end, '1', '试', '试' from o", 1, 2),
        // Two came, and one was missing.
        ["shortage-filled"] = Plain(Came("", "'1'"), 1, 0, $"insert into talent.shortage (locality_path, speciality, year, system, domain, staff_needed, on_hand) select {Path}, '数值', {Year}, '98', '98', 3, 2; update talent.introduction set removed_at = now() where domain = '98'"),
        ["selection-arrived"] = Plain(Selected("1", $"'21', '1', case n when 1 then {Now} end"), 1, 3),
        ["selection-appointed"] = Plain(Selected("1", $"'21', '1', case n when 1 then {Now} end"), 1),
        ["selection-systems-new"] = Plain(Selected("1", "'21', '1', null::date"), 1, 0, "update talent.selection_post set removed_at = now() where system = '97'"),
        ["postgraduates"] = Plain(Selected("2", $"'11', n::text, {Now}"), 1),
        ["retention-1"] = Plain(Came(", left_on", $"'1', case n when 2 then {Now} - 100 end", "(org.today() - interval '1 year')::date"), 1, 2),
        ["retention-3"] = Plain(Came(", left_on", $"'1', case n when 2 then {Now} - 100 end", "(org.today() - interval '3 years')::date"), 1, 2),
        ["retention-5"] = Plain(Came(", left_on", $"'1', case n when 2 then {Now} - 100 end", "(org.today() - interval '5 years')::date"), 1, 2),
        ["follow-ups-in-time"] = Plain($"insert into talent.follow_up (locality_path, name, introduction_id, months, due_on, done_on) select {Path}, '数值', {Any}, 3, {Now}, case n when 1 then {Now} end from generate_series(1, 2) n", 1, 2),
        ["stock-activated"] = Plain($"insert into talent.stock_action (locality_path, title, talent_id, form, from_post, to_post, began_on, activated_on) select locality_path, '数值', id, '1', '试', '试', {Now}, {Now} from talent.talent where is_idle and state = '1' and removed_at is null order by id limit 1", 1, 0, "update talent.stock_action set removed_at = now(); update talent.talent set is_idle = true where id in (select id from talent.talent where state = '1' and removed_at is null order by id limit 2)"),
        ["flows"] = Plain($"insert into talent.grassroots_flow (locality_path, title, talent_id, from_unit, to_unit, place_kind, form, began_on, ends_on) select {Path}, '数值', {Any}, '试', '试', '1', '1', {Now} - 400 * (n - 1), {Now} + 500 from generate_series(1, 2) n", 1),
        ["flows-continued"] = Plain($"insert into talent.grassroots_flow (locality_path, title, talent_id, from_unit, to_unit, place_kind, form, began_on, ends_on, ended_on, outcome) select {Path}, '数值', {Any}, '试', '试', '1', '1', {Now} - 400, {Now} + 5, case when n < 3 then {Now} end, case when n < 3 then n::text end from generate_series(1, 3) n", 1, 2),
        ["pairs-signed"] = Plain(Pairs(Any), 1, 2),
        ["pairs-signed-quarter"] = Plain(Pairs(Any), 1, 2),
        ["demands-signed"] = Plain(Pairs("d.id").Replace("from generate_series", "from d, generate_series", StringComparison.Ordinal).Insert(0, $"with d as (insert into talent.demand (locality_path, title, employer_id, system, domain, needed, filed_on, intake) select {Path}, '数值', {Employer}, '01', '01', 1, {Now}, case k when 3 then '1' else '2' end from generate_series(1, 3) k returning id, intake), c as (select 1) ").Replace("from d, ", "from (select id from d where intake = '2' limit 1) d, ", StringComparison.Ordinal), 1, 2),
        ["problems-solved"] = Plain($"insert into talent.enterprise_problem (locality_path, title, employer_id, kind, raised_on, closed_on, confirmed_by) select {Path}, '数值', {Employer}, '1', {Now}, case n when 1 then {Now} end, case n when 1 then '试' end from generate_series(1, 2) n", 1, 2),
        ["fund-executed"] = Plain(Fund("97"), 200, 1000),
        ["fund-committed"] = Plain(Fund("96"), 100),
        ["fulfilled-amount"] = Plain(Paid(), 300),
        ["beneficiaries"] = Plain(Paid(), 1),
        ["policy-value"] = Plain(Paid(), 300, 1),
        ["policy-value-lower"] = Plain(Clauses("50, 100000000"), 1),
        ["decided-in-time"] = Plain(Paid($"case n when 1 then {Now} - 1 else {Now} - 500 end"), 1, 2),
        ["needs-covered"] = Plain($"insert into talent.policy_need (locality_path, title, need, source, raised_on) select {Path}, '数值', need, '1', {Now} from unnest(array['96', '95']) need", 1, 2, Clauses("1", "96")),
        ["awareness"] = Plain($"with w as (insert into talent.awareness_wave (locality_path, title, policy_id, held_on, questions) select {Path}, '数值', {Any}, {Now}, 10 returning id, locality_path) insert into talent.awareness_answer (awareness_wave_id, locality_path, audience, known, number) select id, locality_path, '2', known, known::text from w, unnest(array[6, 5]) known", 1, 2),
        ["audience-reached"] = Plain($"insert into talent.promotion (locality_path, title, policy_id, channel, held_on, audience, town, reached) select {Path}, '数值', {Any}, '1', {Now}, '1', (select name from org.locality where kind = 4 and starts_with(path, {Path}) order by path limit 1), 1; insert into talent.promotion (locality_path, title, policy_id, channel, held_on, audience, town, reached) select {Path}, '数值', {Any}, '1', {Now}, '9', '某镇', 1", 1, 0, "update talent.promotion set removed_at = now()"),
        ["powers-checked"] = Plain($"with p as (insert into talent.talent_power (locality_path, title, state, holder, receiver, document_no, changed_on) select {Path}, '数值' || n, case n when 3 then '3' else '2' end, '试', '试', '试', {Now} from generate_series(1, 3) n returning id, locality_path, title) insert into talent.power_check (talent_power_id, locality_path, words, checked_on, checker, finding) select id, locality_path, '试', {Now}, '试', '试' from p where title <> '数值2'", 1, 2),
        // The leader came to the first; to the second came somebody else.
        ["contacts-kept"] = Plain($"with l as (insert into talent.liaison (locality_path, leader, leader_post, talent_id, began_on) select {Path}, '某领导', '试', {Any}, {Now} - 400 from generate_series(1, 2) n returning talent_id, locality_path) insert into talent.visit (locality_path, title, visitor, talent_id, visited_on, purpose) select locality_path, '数值', case row_number() over () when 1 then '某领导' else '工作人员' end, talent_id, {Now}, '1' from l", 1, 2),
        ["campaigns-covered"] = Plain($"with c as (insert into talent.campaign (locality_path, title, kind, begins_on, ends_on, targets) select {Path}, '数值', '1', {Now} - 1, {Now}, 4 returning id, locality_path), t as (select {Any} as id) insert into talent.visit (locality_path, title, visitor, talent_id, campaign_id, visited_on, purpose) select c.locality_path, '数值', '试', case n when 3 then {Any} else t.id end, c.id, {Now}, '1' from c, t, generate_series(1, 3) n", 2, 4),
        ["experts-sent"] = Plain(Dispatched("", ""), 1),
        ["advice-adopted"] = Plain(Dispatched(", solved_on, is_adopted", $", {Now}, n = 1"), 1, 2),
        ["team-services"] = Plain(Dispatched(", team_id", $", case n when 1 then {Any} end"), 1),
        ["team-solved"] = Plain(Dispatched(", team_id, solved_on", $", {Any}, case n when 1 then {Now} end"), 1, 2),
        ["satisfied"] = Plain($"with p as (insert into org.poll (id, locality_path, module, kind, title, form, choices, way, state, held_on) select {Any}, {Path}, 'talent', 'satisfaction', '数值', 'some', array['1', '2', '3', '4'], 'paper', s, {Now} from unnest(array['signed', 'counted']) s returning id, locality_path), i as (insert into org.poll_item (poll_id, number, locality_path, title) select id, 1, locality_path, '服务' from p) insert into org.poll_count (poll_id, group_number, item_number, choice, locality_path, votes) select id, 1, 1, c, locality_path, (array[5, 3, 1, 1])[c::int] from p, unnest(array['1', '2', '3', '4']) c", 8, 10, "update org.poll set state = 'void' where kind = 'satisfaction'"),
        ["deputies-proposed"] = Plain($"insert into talent.deputy_case (locality_path, title, talent_id, post, unit, conditions, recommended_on, proposed_on) select {Path}, '数值', {Any}, '2', '试', '试', {Now}, case n when 1 then {Now} end from generate_series(1, 2) n", 1),
        ["deputies-elected"] = Plain($"insert into talent.deputy_case (locality_path, title, talent_id, post, unit, conditions, recommended_on, stage, decided_on, term_to) select {Path}, '数值', {Any}, '2', '试', '试', {Now}, case n when 1 then '4' else '9' end, {Now}, {Now} + 900 from generate_series(1, 2) n", 1),
        ["contributing"] = Plain($"insert into talent.contribution (locality_path, title, talent_id, year, results, filled_on, confirmed_on) select locality_path, '数值', id, {Year}, '试', {Now}, case row_number() over (order by id) when 1 then {Now} end from (select * from talent.talent where grade = 'A' and state = '1' and removed_at is null order by id limit 2) t", 1, 0, "delete from talent.contribution; update talent.talent set grade = 'A' where id in (select id from talent.talent where state = '1' and removed_at is null order by id limit 2)"),
        ["services-due-in-time"] = Plain(Orders("9", ", state", ", case n when 1 then '4' else '2' end"), 1, 2),
        ["visit-problems-done"] = Plain(Orders("9", ", visit_id", $", {Any}"), 1, 2),
        ["concerns-solved"] = Plain(Orders("1") + "; " + Orders("9"), 1, 2),
        ["concerns-solved-quarter"] = Plain(Orders("2"), 1, 2),
        ["concerns-days"] = Plain(Orders("3", raised: $"{Now} - 3") + "; " + Orders("9"), 3, 0, "update talent.service_order set removed_at = now()"),
        ["service-items"] = Plain($"insert into talent.service_item (locality_path, name, concern, handling, limit_count, ended_on) select {Path}, '数值', '1', '试', 5, case n when 2 then {Now} end from generate_series(1, 2) n", 1),
        ["service-uses"] = Plain(Orders("1"), 2, 0, "update talent.service_item set ended_on = org.today() where ended_on is null"),
        ["service-unused"] = Plain(Orders("1") + $"; insert into talent.service_item (locality_path, name, concern, handling, limit_count) select {Path}, '数值', '1', '试', 5", 1),
        ["apartments-taken"] = Plain($"with a as (insert into talent.apartment (locality_path, name, building, kind) select {Path}, '数值', '试', '1' from generate_series(1, 2) n returning id, locality_path) insert into talent.apartment_stay (apartment_id, locality_path, tenant, began_on, ended_on) select id, locality_path, '试', {Now} - 30, case row_number() over () when 2 then {Now} end from a", 1, 2),
        ["filed-online"] = Plain(Orders("9", ", source", ", case n when 1 then '4' else '1' end") + "; " + Paid(channel: "'2'"), 3, 4),
        ["quotas-multiple"] = Plain(Targets($"(10, {Now}, null)"), 250, 0, "update talent.target set removed_at = now() where origin = '2'"),
        // Reached and verified; entered and not verified; one that counts itself, far from reached.
        ["quotas-reached"] = Plain(Targets($"(10, {Now}, null), (10, null, null), (1000000, null, '04')"), 1, 3),
        ["rounds-filed"] = Plain($"with i as ({Item("tasks")} returning id, plan_id, locality_path, rank), r as (insert into org.work_round (id, plan_id, locality_path, module, number, title, opened_on, due_on) select {Any}, plan_id, locality_path, 'talent', 1, '第一轮', {Now} - 5, {Now} from i where rank = 1 returning id) insert into org.work_round_item (round_id, item_id, locality_path, module, due_on, percent_before, light_before, reported_on) select r.id, i.id, i.locality_path, 'talent', {Now}, 0, 'green', case i.rank when 1 then {Now} end from r, i", 1, 2),
        ["half-year-reached"] = Plain($"insert into talent.target_result (locality_path, title, target_id, year, period, frozen_on, value, weight, actual, rate, line) select {Path}, '数值', {Any}, {Year}, '1', {Now}, 10, 10, 5, rate, 50 from unnest(array[50, 49]) rate", 1, 2),
        ["appraisal-score"] = Plain($"insert into talent.appraisal (locality_path, title, member_unit_id, year, total, grade, decided_on) select {Path}, '数值', {Any}, {Year}, total, '1', {Now} from unnest(array[80, 90]) total", 85, 0, "update talent.appraisal set removed_at = now()"),
        ["appraisal-first"] = Plain($"insert into talent.appraisal (locality_path, title, member_unit_id, year, total, grade, decided_on) select {Path}, '数值', {Any}, {Year}, 90, n::text, case when n < 3 then {Now} end from generate_series(1, 3) n", 1, 2),
        ["upper-first"] = Plain($"insert into talent.upper_grade (locality_path, title, year, body, grade, document_no, received_on) select {Path}, '数值', {Year}, '试', n::text, '试', {Now} from generate_series(1, 2) n", 1, 2),
        // Two agreements at two points in every county; a third is not verified.
        ["cooperation-points"] = Plain($"insert into talent.cooperation (locality_path, title, school, contact, school_contact, signed_on, ends_on, agreement_no, items, verified_on) select l.path, '数值', '某校', '试', '试', {Now}, {Now} + 900, '试', '试', case when n < 3 then {Now} end from org.locality l, generate_series(1, 3) n where l.kind = 3", 4, 0, "update talent.cooperation set removed_at = now(); update talent.cooperation_result set removed_at = now()"),
        ["lists-complete"] = Plain($"with m as (insert into talent.member_unit (locality_path, name, head, began_on) select {Path}, '数值' || n, '试', {Now} from generate_series(1, 2) n returning id, locality_path, name) insert into talent.duty_item (locality_path, title, member_unit_id, list, tag, basis, office, standard, issued_on) select locality_path, '数值', id, list::text, '1', '试', '试', '试', case when name = '数值1' or list < 3 then {Now} end from m, generate_series(1, 3) list", 1, 2),
        ["issues-closed"] = Plain(Item("issues", ", closed_on", $", case n when 1 then {Now} end"), 1, 2),
    };

    public static TheoryData<string> Figures => [.. Cases.Keys];

    [Theory, MemberData(nameof(Figures))]
    [Trait("Row", "T1.3"), Trait("Row", "T1.6"), Trait("Row", "T1.7"), Trait("Row", "T1.8"), Trait("Row", "T1.10"), Trait("Row", "T1.13"), Trait("Row", "T1.14"), Trait("Row", "T2.5"), Trait("Row", "T2.6"), Trait("Row", "T2.7"), Trait("Row", "T2.8"), Trait("Row", "T2.9"), Trait("Row", "T2.10"), Trait("Row", "T2.12"), Trait("Row", "T2.13"), Trait("Row", "T2.14"), Trait("Row", "T3.4"), Trait("Row", "T3.5"), Trait("Row", "T3.6"), Trait("Row", "T3.8"), Trait("Row", "T3.9"), Trait("Row", "T3.11"), Trait("Row", "T3.13"), Trait("Row", "T3.14"), Trait("Row", "T3.16"), Trait("Row", "T3.17"), Trait("Row", "T3.19"), Trait("Row", "T3.21"), Trait("Row", "T8.2"), Trait("Row", "T8.5"), Trait("Row", "T8.9"), Trait("Row", "T8.11"), Trait("Row", "T8.14"), Trait("Row", "T8.17"), Trait("Row", "T8.18"), Trait("Row", "T9.1"), Trait("Row", "T9.2"), Trait("Row", "T9.4"), Trait("Row", "T9.5"), Trait("Row", "T9.9"), Trait("Row", "T9.10"), Trait("Row", "T9.12")]
    public async Task A_figure_counts_what_belongs_to_it_and_nothing_beside(string id)
    {
        var place = statistics.Of("talent");
        var (figure, planted) = (place.Figure(id)!, Cases[id]);
        async Task<FigureValue> ValueAsync(DateOnly? day = null)
        {
            var (reader, db) = await statistics.ReaderAsync(place, statistics.City, day);
            await using var _ = db;
            return (await reader.ValuesAsync([figure], default))[figure];
        }
        await statistics.Host.DoAsync(planted.First);
        var before = await ValueAsync();
        await statistics.Host.DoAsync(planted.Then);
        var after = await ValueAsync();

        if (figure.Mean is not null)
        {
            Assert.Equal(planted.Part, after.Value);
            return;
        }
        Assert.Equal((planted.Part, planted.Whole), ((int)(after.Part - before.Part), (int)(after.Whole - before.Whole)));
        if (figure.OutOf is not null && after.Whole > 0) Assert.Equal(Math.Round(figure.Times * 1m * after.Part / after.Whole, 1, MidpointRounding.AwayFromZero), after.Value);
    }

    /// <summary>Whatever is declared for these capabilities is tried above; a new one asks for its case.</summary>
    [Fact]
    public void Every_figure_of_the_talent_office_has_its_case() =>
        Assert.Empty(statistics.Of("talent").Set.Figures.Where(figure => figure.Group is "引进" or "留住和流动" or "需求和对接" or "政策供给和知晓" or "人才资金" or "服务" or "联系和作用" or "责任落实").Select(figure => figure.Id).Except(Cases.Keys));
}
