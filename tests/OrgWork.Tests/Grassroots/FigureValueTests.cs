using OrgWork.Kernel;
using Xunit;

namespace OrgWork.Tests.Grassroots;

/// <summary>
/// What each figure counts and what it does not: something is entered that belongs to it, beside something that does not, and the figure is read before and after.
/// (That its rows are those it counts is tried for all of them elsewhere.)
/// </summary>
public sealed class FigureValueTests(StatisticsHost statistics) : IClassFixture<StatisticsHost>
{
    /// <param name="First">what has to be there before the figure is read</param>
    /// <param name="Then">what is entered between the two readings</param>
    /// <param name="Count">by how many the figure's own rows grow</param>
    /// <param name="OutOf">by how many those they are out of</param>
    sealed record Case(string First, string Then, int Count, int OutOf);

    const string Member = "select m.* from grassroots.member m join grassroots.organisation o on o.id = m.organisation_id and o.kind = '631' and o.state = '1' where m.left_on is null and m.removed_at is null and m.membership_state = '1' and m.kind = '1' and m.became_full_on < '2020-01-01'";
    const string Branch = "select o.* from grassroots.organisation o where o.kind = '631' and o.state = '1' and o.abolished_on is null and o.removed_at is null and o.founded_on < '2020-01-01'";
    const string Village = "select o.* from grassroots.organisation o where o.is_village and o.state = '1' and o.abolished_on is null and o.removed_at is null";
    const string Secretary = "select c.* from grassroots.village_cadre c where c.party_post = '1' and c.left_on is null and c.removed_at is null";
    const string LastMonth = "(date_trunc('month', org.today()::timestamp) - interval '1 month')::date";
    const string Year = "extract(year from org.today())::int";

    /// <summary>A case approved today, so in this year whatever the day; what went before lies as far back as it has to.</summary>
    static readonly string Lawful = System.Text.Json.JsonSerializer.Serialize(new Dictionary<string, string>
    {
        ["approved_on"] = Months(0), ["admission"] = "approved", ["applied_on"] = Months(33, 10), ["talked_on"] = Months(33), ["activist_on"] = Months(26), ["candidate_on"] = Months(10), ["vetted_on"] = Months(8), ["trained_on"] = Months(7), ["trained_days"] = "3", ["trained_hours"] = "24",
        ["previewed_on"] = Months(5), ["meeting_on"] = Months(1), ["mentors"] = "2", ["introducers"] = "2", ["is_vetted"] = "true", ["voters"] = "21", ["present"] = "20", ["issued"] = "20", ["approve"] = "20", ["oppose"] = "0", ["abstain"] = "0",
    });

    static string Months(int ago, int days = 0) => AsOf.Format(Clock.Today.AddMonths(-ago).AddDays(-days));

    static string Procedure(string procedure, string path, string subject, string state, string step = "x", string facts = "{}") =>
        $"insert into org.procedure_case (id, locality_path, acts_path, module, procedure, number, title, subject_id, step, stage, state, facts, opened_on, step_since, closed_on) select gen_random_uuid(), {path}, {path}, 'grassroots', '{procedure}', '试-' || gen_random_uuid(), '试', {subject}, '{step}', 1, '{state}', '{facts}', org.today() - 20, org.today() - 10, {(state == "open" ? "null" : "org.today() - 1")} from";

    static string Meeting(string kind, string on, string state = "3", string forYear = "null") =>
        $"insert into grassroots.meeting (organisation_id, locality_path, kind, topic, held_on, for_year, state) select b.id, b.locality_path, '{kind}', '试记', {on}, {forYear}, '{state}' from";

    static readonly Dictionary<string, Case> Cases = new()
    {
        // Of the month that is over, confirmed alone; a second one in a branch that had one adds nothing.
        ["life-theme-day"] = new($"delete from grassroots.attendance where meeting_id in (select id from grassroots.meeting where kind = '21' and organisation_id in (select id from ({Branch} order by id limit 2) b)); update grassroots.meeting set state = '1', held_on = null where kind = '21' and organisation_id in (select id from ({Branch} order by id limit 2) b)",
            $"{Meeting("21", LastMonth + " + 4")} ({Branch} order by id limit 1) b; {Meeting("21", LastMonth + " + 5")} ({Branch} order by id limit 1) b; {Meeting("21", LastMonth + " + 4", "2")} ({Branch} order by id offset 1 limit 1) b", 1, 0),
        ["life-attendance"] = new("select 1", $"insert into grassroots.attendance (meeting_id, member_id, locality_path, held_on, standing, reason) select t.id, m.id, t.locality_path, t.held_on, (array['1', '2', '3'])[row_number() over (order by m.id)], '试' from (select * from grassroots.meeting where state = '3' and removed_at is null and held_on > org.today() - 40 order by id limit 1) t cross join lateral (select m.id from grassroots.member m where m.organisation_id <> t.organisation_id and m.left_on is null and not exists (select from grassroots.attendance a where a.meeting_id = t.id and a.member_id = m.id) order by m.id limit 3) m", 1, 2),
        ["life-year"] = new($"update grassroots.meeting set for_year = 2001 where kind in ('22', '23') or '22' = any(also)", $"{Meeting("22", LastMonth, forYear: $"{Year} - 1")} ({Branch} order by id limit 1) b; {Meeting("22", LastMonth, forYear: Year)} ({Branch} order by id offset 1 limit 1) b", 1, 0),
        ["democratic-life-year"] = new("update grassroots.meeting set for_year = 2001 where kind = '32'", $"{Meeting("32", LastMonth, forYear: $"{Year} - 1")} (select * from grassroots.organisation where kind = '611' and state = '1' and abolished_on is null and removed_at is null and coalesce(founded_on < '2020-01-01', true) order by id limit 1) b", 1, 0),
        ["review-done"] = new($"delete from grassroots.member_review where member_id = (select id from ({Member} order by id limit 1) m)", $"insert into grassroots.member_review (organisation_id, locality_path, member_id, year, grade) select m.organisation_id, m.locality_path, m.id, {Year} - 1, '1' from ({Member} order by id limit 1) m", 1, 0),
        ["review-excellent"] = new($"delete from grassroots.member_review where member_id in (select id from ({Member} order by id offset 1 limit 2) m)", $"insert into grassroots.member_review (organisation_id, locality_path, member_id, year, grade) select m.organisation_id, m.locality_path, m.id, {Year} - 1, case when row_number() over (order by m.id) = 1 then '1' else '2' end from ({Member} order by id offset 1 limit 2) m", 1, 2),
        ["talks-done"] = new("delete from grassroots.talk", "insert into grassroots.talk (organisation_id, locality_path, kind, talked_on, from_member_id, to_member_id, topics) select s.organisation_id, s.locality_path, '1', org.today() - 1, s.member_id, x.member_id, '试' from grassroots.member_post s join grassroots.organisation o on o.id = s.organisation_id and o.kind = '631' and o.state = '1' and o.abolished_on is null join grassroots.member sm on sm.id = s.member_id and sm.organisation_id = o.id and sm.left_on is null join grassroots.member_post x on x.organisation_id = s.organisation_id and x.post like '002%' and x.ended_on is null and x.removed_at is null join grassroots.member xm on xm.id = x.member_id and xm.organisation_id = o.id and xm.left_on is null where s.post = '001A' and s.ended_on is null and s.removed_at is null and x.member_id <> s.member_id order by s.id, x.id limit 1", 1, 0),
        ["paired"] = new("update grassroots.pairing set removed_at = now()", $"with p as (insert into grassroots.pairing (title, organisation_id, locality_path, other_name, kind, began_on, ends_on, plan) select '试', v.id, v.locality_path, '某企业', '2', org.today() - 300, org.today() + 60, '试' from ({Village} order by id limit 2) v returning id, locality_path, organisation_id) insert into grassroots.pairing_activity (pairing_id, locality_path, done_on, words) select p.id, p.locality_path, case when row_number() over (order by p.organisation_id) = 1 then org.today() - 5 else org.today() - 200 end, '试' from p", 1, 0),
        ["problems-closed"] = new("select 1", $"insert into grassroots.problem (words, source, organisation_id, locality_path, found_on, measures, owner, due_on, state, closed_on, accepted_name, evidence) select '试', '1', b.id, b.locality_path, org.today() - 20, '试', '试', org.today(), s, case s when '4' then org.today() - 2 end, case s when '4' then '试' end, '试' from ({Branch} order by id limit 1) b, unnest(array['4', '2']) s", 1, 2),
        ["medal"] = new("select 1", $"update grassroots.member set joined_on = '1960-01-01', became_full_on = '1961-01-01', applied_on = null where id in (select id from ({Member} and m.became_full_on > '1980-01-01' order by id limit 2) m); insert into grassroots.member_honour (member_id, locality_path, kind, title, awarded_on) select id, locality_path, '0123', '纪念章', org.today() - 100 from grassroots.member where became_full_on = '1961-01-01' order by id limit 1", 1, 2),
        // One has been visited, one not, one could not be.
        ["care-visited"] = new("select 1", $"with r as (insert into grassroots.visit_round (locality_path, title, occasion, began_on, due_on, budget) select path, '试', '9', make_date({Year}, 6, 1), org.today(), 0 from org.locality where kind = 2 limit 1 returning id) insert into grassroots.visit (name, round_id, care_object_id, organisation_id, locality_path, leader, planned_on, visited_on, paid, received_by, failed_reason) select c.name, r.id, c.id, c.organisation_id, c.locality_path, '试', org.today() - 30, case n when 1 then org.today() - 30 end, case n when 1 then 1 end, case n when 1 then '本人' end, case n when 3 then '外出' end from r, (select *, row_number() over (order by id) as n from grassroots.care_object where ended_on is null and removed_at is null order by id limit 3) c", 1, 2),
        ["coverage-industries"] = new("select 1", $"insert into grassroots.establishment (name, kind, industry, locality_path, organisation_id) select '试' || i, '1', split_part(i, ' ', 1), l.path, case split_part(i, ' ', 2) when '有' then (select id from ({Branch} order by id limit 1) b) end from (select path from org.locality where kind = 4 order by path limit 1) l, unnest(array['01 有', '02 无', '99 有']) i", 1, 2),
        ["secretary-college"] = new("update grassroots.member set education = '61' where id in (select p.member_id from grassroots.member_post p join grassroots.organisation o on o.id = p.organisation_id and o.is_village where p.post = '001A' and p.ended_on is null)", "update grassroots.member set education = '21' where id = (select p.member_id from grassroots.member_post p join grassroots.organisation o on o.id = p.organisation_id and o.is_village and o.abolished_on is null join grassroots.member m on m.id = p.member_id and m.left_on is null and m.membership_state = '1' where p.post = '001A' and p.ended_on is null and p.removed_at is null order by p.id limit 1)", 1, 0),
        // Due this year and not begun counts among the due; done is done.
        ["rounds-done"] = new($"update grassroots.organisation set term_ends_on = '2031-05-01' where id in (select id from ({Village} order by id limit 2) v); update org.procedure_case set opened_on = '2020-03-01', closed_on = '2020-12-01', state = 'done', subject_id = gen_random_uuid() where procedure = 'village-elections' and subject_id in (select id from ({Village} order by id limit 2) v)", $"update grassroots.organisation set term_ends_on = make_date({Year}, 12, 1) where term_ends_on = '2031-05-01'; {Procedure("village-elections", "o.locality_path", "o.id", "done")} (select * from grassroots.organisation o where o.term_ends_on = make_date({Year}, 12, 1) and o.is_village order by id limit 1) o", 1, 2),
        ["risks-closed"] = new("select 1", $"insert into grassroots.election_risk (words, organisation_id, locality_path, kind, found_on, solver, due_on, closed_on) select '试', v.id, v.locality_path, '9', org.today() - 30, '试', org.today(), c from ({Village} order by id limit 1) v, unnest(array[org.today() - 3, null]) c", 1, 2),
        ["secretaries-filed"] = new($"update grassroots.village_cadre set secretary_since_on = '2019-01-01' where id in (select id from ({Secretary} order by id limit 2) c)", $"update grassroots.village_cadre set secretary_since_on = org.today(), filed_on = case when id = (select id from ({Secretary} order by id limit 1) c) then org.today() - 2 end where id in (select id from ({Secretary} order by id limit 2) c)", 1, 2),
        ["archives-set-up"] = new($"delete from grassroots.cadre_material where village_cadre_id in (select id from ({Secretary} order by id limit 1) c)", $"insert into grassroots.cadre_material (village_cadre_id, locality_path, material, is_present, checked_on) select c.id, c.locality_path, '履历表', false, org.today() - 1 from ({Secretary} order by id limit 1) c", 1, 0),
        ["archives-complete"] = new($"delete from grassroots.cadre_material where village_cadre_id in (select id from ({Secretary} order by id limit 2) c)", $"insert into grassroots.cadre_material (village_cadre_id, locality_path, material, is_present, checked_on) select c.id, c.locality_path, k, k = '履历表' or c.n = 1, org.today() - 1 from (select *, row_number() over (order by id) as n from ({Secretary} order by id limit 2) c) c, unnest(array['履历表', '考核表']) k", 3, 0),
        ["coverage-cooperatives"] = new("select 1", $"insert into grassroots.establishment (name, kind, locality_path, organisation_id) select '社' || i, split_part(i, ' ', 1), l.path, case split_part(i, ' ', 2) when '有' then (select id from ({Branch} order by id limit 1) b) end from (select path from org.locality where kind = 4 order by path limit 1) l, unnest(array['3 有', '3 无', '1 有']) i", 1, 2),
        ["overdue-terms"] = new($"update grassroots.organisation set term_ends_on = '2039-05-01' where id in (select id from ({Branch} order by id limit 2) b)", $"update grassroots.organisation set term_ends_on = case when id = (select id from ({Branch} order by id limit 1) b) then org.today() - 1 else org.today() end where id in (select id from ({Branch} order by id limit 2) b)", 1, 0),
        ["requests-open"] = new("select 1", "insert into grassroots.instructor_log (establishment_id, locality_path, happened_on, kind, content, request, reply, replied_on) select e.id, e.locality_path, org.today(), '1', '试', case when n < 3 then '诉求' end, case when n = 2 then '试' end, case when n = 2 then org.today() end from (select id, locality_path from grassroots.establishment where removed_at is null order by id limit 1) e, generate_series(1, 3) n", 1, 0),
        ["stations-working"] = new("select 1", "insert into grassroots.teaching_place (name, kind, locality_path, tested_on, is_working) select '站' || n, case when n < 4 then '5' else '1' end, l.path, org.today(), case n when 2 then false when 3 then null else true end from (select path from org.locality where kind = 4 order by path limit 1) l, generate_series(1, 4) n", 1, 3),
        // Persons, not organisations: who wants two more wants two more in the whole.
        ["workers-enough"] = new("select 1", "update grassroots.worker_need set required = required + 2 where id = (select id from grassroots.worker_need where removed_at is null order by id limit 1)", 0, 2),
        // One leaves for it; another's year is judged unfit and stays on the list.
        ["secretaries-adjusted"] = new($"update grassroots.village_cadre set birth_on = '1985-03-01', last_grade = '2' where id in (select id from ({Secretary} order by id desc limit 2) c)", $"update grassroots.village_cadre set last_grade = '4', graded_year = {Year} - 1 where id = (select id from ({Secretary} and c.birth_on = '1985-03-01' order by id limit 1) c); update grassroots.village_cadre set left_on = org.today(), left_kind = '3', party_post = null, committee_post = null where id = (select id from ({Secretary} and c.birth_on = '1985-03-01' order by id desc limit 1) c)", 1, 2),
        ["pay-in-full"] = new("select 1", $"insert into grassroots.cadre_pay (name, village_cadre_id, organisation_id, locality_path, month, due, due_on, paid, paid_on) select c.name, c.id, c.organisation_id, c.locality_path, make_date({Year}, 1, 1) + interval '1 month' * n, 3000, org.today() - 40, case n when 3 then 2000 else 3000 end, case n when 2 then org.today() - 30 else org.today() - 45 end from ({Secretary} order by id limit 1) c, generate_series(1, 3) n on conflict do nothing", 1, 3),
        ["reserves"] = new("select 1", $"insert into grassroots.village_candidate (name, person_id, organisation_id, locality_path, is_reserve, source, listed_on) select m.name, m.person_id, v.id, v.locality_path, n = 1, '1', org.today() - 5 from (select *, row_number() over (order by id) as n from ({Member} and not exists (select from grassroots.village_candidate k where k.person_id = m.person_id) order by id limit 2) m) m, ({Village} order by id limit 1) v", 1, 0),
        ["dues-last-month"] = new($"update grassroots.member set dues_paid_to_on = '2020-01-01' where id in (select id from ({Member} order by id limit 2) m)", $"update grassroots.member set dues_paid_to_on = {LastMonth} where id = (select id from ({Member} order by id limit 1) m)", 1, 0),
        // A branch's part of its county's plan is no more than the county's plan.
        ["admission-plan"] = new("select 1", $"insert into grassroots.admission_quota (locality_path, year, planned) select b.locality_path, {Year}, 1 from ({Branch} and exists (select from grassroots.admission_quota q where q.year = {Year} and q.planned > 0 and q.removed_at is null and starts_with(o.locality_path, q.locality_path) and (select kind from org.locality l where l.path = q.locality_path) = 4) order by id limit 1) b; update grassroots.member set joined_on = org.today(), became_full_on = null, kind = '2', applied_on = null where id = (select id from ({Member} order by id limit 1) m)", 1, 0),
        ["frontline"] = new("select 1", "insert into grassroots.applicant_frontline (applicant_id, locality_path, task, deeds, proposer, approved_by, approved_on, document_no) select a.id, a.locality_path, '抗洪抢险', '试', '试', '试', org.today() - 100, '试' from grassroots.applicant a join grassroots.member m on m.person_id = a.person_id and m.removed_at is null and m.joined_on >= date_trunc('year', org.today()::timestamp)::date where a.removed_at is null order by a.id limit 1", 1, 0),
        ["admission-problems-closed"] = new("select 1", $"insert into grassroots.admission_problem (name, member_id, organisation_id, locality_path, kind, found_on, words, handling, handler, due_on, closed_on, result) select m.name, m.id, m.organisation_id, m.locality_path, '9', f, '试', '1', '试', org.today(), c, '试' from ({Member} order by id limit 1) m, (values (org.today() - 20, org.today() - 2), (org.today() - 20, null), (org.today() - 900, org.today() - 800)) x (f, c)", 1, 2),
        ["retirees-received"] = new("select 1", $"{Procedure("retirees", "m.locality_path", "m.id", "open", "archive", $"{{\"received_on\": \"{AsOf.Format(Clock.Today)}\", \"enterprise\": \"某厂\"}}")} ({Member} order by id limit 1) m; {Procedure("retirees", "m.locality_path", "m.id", "open", "receive", "{\"enterprise\": \"某厂\"}")} ({Member} order by id offset 1 limit 1) m; {Procedure("retirees", "m.locality_path", "m.id", "stopped", "list")} ({Member} order by id offset 2 limit 1) m", 1, 2),
        ["drive-trained"] = new("update grassroots.drive set removed_at = now(); insert into grassroots.drive (locality_path, title, category, target, least_level, began_on, due_on) select path, '试', '1', '1', '3', org.today() - 60, org.today() + 60 from org.locality where kind = 2 limit 1",
            $"insert into grassroots.study (title, member_id, organisation_id, locality_path, drive_id, category, level, studied_on, hours) select '试', m.id, m.organisation_id, m.locality_path, d.id, '1', case m.n when 1 then '3' else '4' end, org.today() - 5, 4 from (select *, row_number() over (order by id) as n from ({Member} order by id limit 2) m) m, grassroots.drive d where d.removed_at is null", 1, 0),
        ["test-passed"] = new("insert into grassroots.knowledge_test (locality_path, title, target, opens_on, closes_on, minutes, singles, made_on) select path, '试', '1', org.today() - 20, org.today() + 20, 30, 10, org.today() - 25 from org.locality where kind = 2 limit 1",
            $"insert into grassroots.test_attempt (member_id, knowledge_test_id, organisation_id, locality_path, nth, taken_on, score, pass_mark, passed) select m.id, t.id, m.organisation_id, m.locality_path, x.nth, org.today() - 5 + x.nth, x.score, 60, x.score >= 60 from (select *, row_number() over (order by id) as n from ({Member} order by id limit 2) m) m join (values (1, 1, 40), (1, 2, 90), (2, 1, 50)) x (n, nth, score) on x.n = m.n, grassroots.knowledge_test t where t.title = '试'", 1, 2),
        ["test-taken"] = new("insert into grassroots.knowledge_test (locality_path, title, target, opens_on, closes_on, minutes, singles, made_on) select path, '再试', '1', org.today() - 20, org.today() + 20, 30, 10, org.today() - 25 from org.locality where kind = 2 limit 1",
            $"insert into grassroots.test_attempt (member_id, knowledge_test_id, organisation_id, locality_path, nth, taken_on, score, pass_mark, passed) select m.id, t.id, m.organisation_id, m.locality_path, n, org.today() - 5, 50, 60, false from ({Member} order by id limit 1) m, generate_series(1, 2) n, grassroots.knowledge_test t where t.title = '再试'", 1, 0),
        ["platform-active"] = new($"delete from grassroots.platform_use where member_id in (select id from ({Member} order by id limit 2) m)", $"insert into grassroots.platform_use (platform, month, member_id, organisation_id, locality_path, points) select '1', k.month, m.id, m.organisation_id, m.locality_path, case m.n when 1 then 30 else 0 end from (select *, row_number() over (order by id) as n from ({Member} order by id limit 2) m) m, (select max(month) as month from grassroots.platform_use where removed_at is null) k", 1, 2),
        // Whoever is named by a platform is registered, learning or not; what was taken back names nobody.
        ["platform-registered"] = new($"delete from grassroots.platform_use where member_id in (select id from ({Member} order by id desc limit 2) m)", $"insert into grassroots.platform_use (platform, month, member_id, organisation_id, locality_path, points, hours, removed_at) select '1', {LastMonth}, m.id, m.organisation_id, m.locality_path, 0, 0, case m.n when 2 then now() end from (select *, row_number() over (order by id desc) as n from ({Member} order by id desc limit 2) x) m", 1, 0),
        ["reports-on-time"] = new("select 1", "insert into grassroots.campaign_report (title, campaign_id, campaign_unit_id, organisation_id, locality_path, due_on, content, submitted_on) select '试' || x.n, u.campaign_id, u.id, u.organisation_id, u.locality_path, org.today() - 10, case when x.n < 3 then '试' end, x.sent from (select * from grassroots.campaign_unit where removed_at is null order by id limit 1) u, (values (1, org.today() - 10), (2, org.today() - 9), (3, null)) x (n, sent)", 1, 3),
        ["satisfied-enterprise"] = new("update grassroots.satisfaction set enterprise_score = null", $"update grassroots.satisfaction s set enterprise_score = case x.n when 1 then 60 else 59 end from (select id, row_number() over (order by id) as n from grassroots.satisfaction where removed_at is null and year = {Year} order by id limit 2) x where x.id = s.id", 1, 2),
        ["promoted-2"] = new("select 1", "insert into grassroots.promotion_applicant (name, locality_path, promotion_round_id, source, applied_on, selected_on, document_no) select '试', r.locality_path, r.id, s, r.opened_on, org.today() - 1, '试' from (select * from grassroots.promotion_round where removed_at is null order by id limit 1) r, unnest(array['2', '3']) s", 1, 0),
        // A vote that is corrected to fewer than half makes the file one that breaks a rule.
        ["admission-lawful"] = new("update org.procedure_case set facts = facts || '" + Lawful + "'::jsonb - 'full_applied_on' - 'full_meeting_on' - 'full_approved_on' - 'extension_months' where id = (select c.id from org.procedure_case c where c.module = 'grassroots' and c.procedure = 'admission' and c.facts ->> 'admission' = 'approved' order by c.id limit 1)",
            "update org.procedure_case set facts = facts || '{\"approve\": \"8\", \"oppose\": \"12\"}'::jsonb where id = (select c.id from org.procedure_case c where c.module = 'grassroots' and c.procedure = 'admission' and c.facts ->> 'admission' = 'approved' order by c.id limit 1)", -1, 0),
    };

    public static TheoryData<string> Figures => [.. Cases.Keys];

    [Theory, MemberData(nameof(Figures))]
    public async Task A_figure_counts_what_belongs_to_it_and_nothing_beside(string id)
    {
        var place = statistics.Of("grassroots");
        var (figure, planted) = (place.Figure(id)!, Cases[id]);
        async Task<FigureValue> ValueAsync()
        {
            var (reader, db) = await statistics.ReaderAsync(place, statistics.City);
            await using var _ = db;
            return (await reader.ValuesAsync([figure], default))[figure];
        }
        await statistics.Host.DoAsync(planted.First);
        var before = await ValueAsync();
        await statistics.Host.DoAsync(planted.Then);
        var after = await ValueAsync();

        Assert.Equal((planted.Count, planted.OutOf), ((int)(after.Part - before.Part), (int)(after.Whole - before.Whole)));
        if (figure.OutOf is not null && after.Whole > 0) Assert.Equal(Math.Round(100m * after.Part / after.Whole, 1, MidpointRounding.AwayFromZero), after.Value);
    }

    /// <summary>Whole years of those who are there: each year of each of them moves the mean, and nobody who has left or of whom no birthday is known.</summary>
    [Theory]
    [InlineData("mean-age", "grassroots.member", "t.left_on is null and t.membership_state = '1' and t.removed_at is null")]
    [InlineData("cadres-age", "grassroots.village_cadre", "t.left_on is null and t.removed_at is null")]
    [InlineData("secretary-age", "grassroots.member", "t.left_on is null and t.membership_state = '1' and t.removed_at is null and exists (select from grassroots.member_post p join grassroots.organisation o on o.id = p.organisation_id and o.is_village and o.abolished_on is null where p.member_id = t.id and p.post = '001A' and p.removed_at is null and p.ended_on is null)")]
    public async Task A_mean_age_is_of_those_who_are_there_and_whose_birthday_is_known(string id, string table, string there)
    {
        var (place, host) = (statistics.Of("grassroots"), statistics.Host);
        var figure = place.Figure(id)!;
        // The place with the fewest of them: few rows are changed.
        var code = (await host.AskAsync<string>($"select l.code from org.locality l join {table} t on starts_with(t.locality_path, l.path) where l.kind in (2, 3, 4) and {there} group by l.code having count(*) >= 3 order by count(*), l.code limit 1"))!;
        var town = statistics.Tree.Find(code)!;
        var people = (await host.AskAsync<Guid[]>($"select array_agg(t.id order by t.id) from {table} t where starts_with(t.locality_path, '{town.Path}') and {there}"))!;
        async Task<decimal?> MeanAsync(DateOnly? day = null)
        {
            var (reader, db) = await statistics.ReaderAsync(place, town, day);
            await using var _ = db;
            return (await reader.ValuesAsync([figure], default))[figure].Value;
        }
        Task BornAsync(int years, params Guid[] who) => host.DoAsync($"update {table} set birth_on = (org.today() - interval '{years} years')::date where id = any('{{{string.Join(',', who)}}}')");

        await BornAsync(40, people);
        Assert.Equal(40m, await MeanAsync());
        await BornAsync(65, people[0]);
        var n = people.Length;
        Assert.Equal(Math.Round((40m * (n - 1) + 65) / n, 1, MidpointRounding.AwayFromZero), await MeanAsync());
        await host.DoAsync($"update {table} set birth_on = null where id = '{people[1]}'");
        Assert.Equal(Math.Round((40m * (n - 2) + 65) / (n - 1), 1, MidpointRounding.AwayFromZero), await MeanAsync());
        await host.DoAsync($"update {table} set left_on = org.today() - 1{(table.EndsWith("member", StringComparison.Ordinal) ? ", left_kind = (select left_kind from grassroots.member where left_kind is not null limit 1)" : "")} where id = '{people[0]}'");
        Assert.Equal(n > 2 ? 40m : null, await MeanAsync());
    }
}
