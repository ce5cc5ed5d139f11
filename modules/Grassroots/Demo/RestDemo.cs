namespace OrgWork.Grassroots;

/// <summary>Lists that nothing else fills: honours of organisations, archives lent out, members of teams, models in use, what is told as a warning, who is not expected at an election.</summary>
static class RestDemo
{
    static readonly string[] Tables = ["organisation_honour", "cadre_loan", "team_member", "model_use", "role_model", "warning_case", "election_absence", "applicant_relative", "applicant_introducer", "vacancy_task"];

    static string Fill => $$"""
        {{string.Join(' ', Tables.Select(table => $"alter table grassroots.{table} disable trigger user;"))}}
        insert into grassroots.organisation_honour (id, organisation_id, locality_path, rank_order, title, level, kind, awarded_on, authority, document_no)
          select md5(o.id::text || 'advanced')::uuid, o.id, o.locality_path, -9675, '先进基层党组织', case when uuid_hash(o.id) % 200 = 0 then '3' else '4' end, '1', date '2026-06-28', case when uuid_hash(o.id) % 200 = 0 then '市委' else '县委' end, '党发〔2026〕18号'
          from grassroots.organisation o where uuid_hash(o.id) % 40 = 0 and o.kind in ('611', '621', '631', '632') and o.state = '1' and o.abolished_on is null;
        insert into grassroots.cadre_loan (id, village_cadre_id, locality_path, rank_order, borrowed_on, borrower, purpose, due_on, returned_on)
          select md5(c.id::text || 'lent')::uuid, c.id, c.locality_path, 1, l.on_day, '乡镇纪委', '任前核查', l.on_day + 20, case when abs(uuid_hash(c.id) % 5) > 0 then l.on_day + 12 end
          from grassroots.village_cadre c cross join lateral (select date '2026-10-08' - abs(uuid_hash(c.id) % 90)::int as on_day) l
          where uuid_hash(c.id) % 12 = 0 and c.left_on is null and exists (select from grassroots.cadre_material m where m.village_cadre_id = c.id);
        insert into grassroots.team_member (id, commando_team_id, locality_path, rank_order, member_id, part)
          select md5(t.id::text || m.id)::uuid, t.id, t.locality_path, m.nth * 10, m.id, (array['抢险', '后勤', '宣传'])[1 + m.nth % 3]
          from grassroots.commando_team t cross join lateral (select x.id, row_number() over (order by x.rank_order, x.id)::int as nth from grassroots.member x where x.organisation_id = t.organisation_id and x.removed_at is null and x.left_on is null and x.membership_state = '1' and x.id is distinct from t.leader_id order by x.rank_order, x.id limit 6) m;
        insert into grassroots.model_use (id, role_model_id, locality_path, rank_order, used_on, form, people, words)
          select md5(r.id::text || 'told')::uuid, r.id, r.locality_path, 1, r.chosen_on + 30, (array['1', '2', '3'])[1 + abs(uuid_hash(r.id) % 3)::int], 40 + abs(uuid_hash(r.id) % 60)::int, '在主题党日上讲本人事迹。' from grassroots.role_model r where uuid_hash(r.id) % 2 = 0;
        update grassroots.role_model r set uses = (select count(*) from grassroots.model_use u where u.role_model_id = r.id) where r.uses = 0;
        insert into grassroots.warning_case (id, locality_path, rank_order, title, kind, document_no, told_on, facts, lesson, readers)
          select md5(l.path || k.title)::uuid, l.path, k.k, k.title, k.kind, '县纪通〔2026〕' || k.k || '号', date '2026-03-16' + 60 * k.k, k.facts, k.lesson, '村（社区）党组织书记'
          from org.locality l cross join (values (1, '村报账员截留补助资金', '3', '两年间分六次截留公益岗位补助。', '村级财务按月公开，账款分管。'), (2, '发展党员弄虚作假', '2', '代写思想汇报，补造培养考察记录。', '每一步当时记录，上级逐份核对。')) k (k, title, kind, facts, lesson) where l.kind = 3;
        insert into grassroots.election_absence (id, election_id, locality_path, rank_order, member_id, name, reason)
          select md5(e.id::text || m.id || 'away')::uuid, e.id, e.locality_path, 10, m.id, m.name, '4'
          from grassroots.election e cross join lateral (select x.id, x.name from grassroots.member x where x.organisation_id = e.organisation_id and x.removed_at is null and x.left_on is null and x.kind = '1' and x.membership_state = '1'
            and not exists (select from grassroots.election_candidate c where c.election_id = e.id and c.member_id = x.id) order by x.birth_on, x.id limit 1) m where uuid_hash(e.id) % 2 = 0;
        insert into grassroots.vacancy_task (id, locality_path, rank_order, title, organisation_id, seat_id, owner, vacant_since, given_on, due_on)
          select md5(s.id::text || 'fill')::uuid, s.locality_path, 0, coalesce(s.duty, case s.post when '001A' then '书记' else '委员' end), s.organisation_id, s.id, (array['组织委员', '副书记', '党建办主任'])[1 + abs(uuid_hash(s.id) % 3)::int], s.opened_on, date '2026-10-12', date '2026-11-10' + abs(uuid_hash(s.id) % 50)::int
          from grassroots.committee_seat s where s.removed_at is null and s.closed_on is null and abs(uuid_hash(s.id)) % 2 = 0 and not exists (select from grassroots.member_post p where p.seat_id = s.id and p.ended_on is null and p.removed_at is null) and s.opened_on < date '2026-10-12';
        insert into grassroots.vacancy_task (id, locality_path, rank_order, title, organisation_id, seat_id, owner, vacant_since, given_on, due_on, closed_on, filled_by)
          select md5(p.id::text || 'filled')::uuid, s.locality_path, 0, coalesce(s.duty, case s.post when '001A' then '书记' else '委员' end), s.organisation_id, s.id, '组织委员', p.began_on - 40, p.began_on - 30, p.began_on + 10, p.began_on, m.name
          from grassroots.committee_seat s join grassroots.member_post p on p.seat_id = s.id and p.ended_on is null and p.removed_at is null join grassroots.member m on m.id = p.member_id where s.removed_at is null and p.began_on > date '2026-01-01' and abs(uuid_hash(s.id)) % 20 = 0;
        insert into grassroots.applicant_introducer (id, applicant_id, locality_path, rank_order, name, member_id, named_on, is_from_case)
          select md5(a.id::text || n.name)::uuid, a.id, a.locality_path, n.nth, n.name, (select x.id from grassroots.member x where x.organisation_id = a.organisation_id and x.name = n.name and x.kind = '1' and x.left_on is null and x.removed_at is null order by x.id limit 1), (c.facts ->> 'candidate_on')::date + 10, true
          from grassroots.applicant a join org.procedure_case c on c.subject_id = a.id and c.module = 'grassroots' and c.procedure = 'admission' cross join unnest(string_to_array(c.facts ->> 'introducer_names', '、')) with ordinality n (name, nth) on conflict do nothing;
        insert into grassroots.applicant_relative (id, applicant_id, locality_path, rank_order, name, relation, workplace)
          select md5(a.id::text || 'kin')::uuid, a.id, a.locality_path, 1, left(a.name, 1) || (array['建国', '志明', '桂芳', '春梅', '永福'])[1 + abs(uuid_hash(a.id) % 5)::int], case when abs(uuid_hash(a.id)) % 3 = 0 then '4' else '2' end, '在家务农' from grassroots.applicant a where a.removed_at is null;
        -- Planted: of a few who were admitted, an introducer is kin.
        insert into grassroots.applicant_relative (id, applicant_id, locality_path, rank_order, name, relation, member_id, workplace)
          select md5(i.id::text || 'kin')::uuid, a.id, a.locality_path, 2, i.name, '7', i.member_id, '本村' from grassroots.applicant a join grassroots.applicant_introducer i on i.applicant_id = a.id and i.rank_order = 1 where a.stage in ('4', '5') and abs(uuid_hash(a.id)) % 25 = 0;
        {{string.Join(' ', Tables.Select(table => $"alter table grassroots.{table} enable trigger user;"))}}
        select org.rebuild_history('grassroots.organisation_honour'), org.rebuild_history('grassroots.cadre_loan'), org.rebuild_history('grassroots.applicant_relative'), org.rebuild_history('grassroots.applicant_introducer')
        """;

    public static async Task FillAsync(DemoCity city, CancellationToken stop)
    {
        await using var command = new Npgsql.NpgsqlCommand(Fill, city.Connection) { CommandTimeout = 0 };
        await command.ExecuteNonQueryAsync(stop);
        // What the mornings of the year would have written down, of the periods that are over or nearly so; every third township has said what it did.
        foreach (var (remind, tell, settle) in LifeReminders.Sweeps(RuleSettings.AsDeclared, "", DemoCity.Today))
        {
            command.CommandText = $"""
                set search_path = grassroots, org, public; alter table grassroots.life_reminder disable trigger user; {remind}; {tell}; {settle};
                update grassroots.life_reminder set id = md5(organisation_id::text || kind || due_on)::uuid, version = 1, reminded_on = least(reminded_on, due_on - 3), told_on = case when told_on is not null then due_on + 10 end,
                  handled_on = case when told_on is not null and abs(uuid_hash(organisation_id)) % 3 = 0 then due_on + 12 end, handling = case when told_on is not null and abs(uuid_hash(organisation_id)) % 3 = 0 then '电话提醒书记，约定本月内补开' end where handled_on is null and reminded_on = date '{DemoCity.Today:yyyy-MM-dd}';
                alter table grassroots.life_reminder enable trigger user; reset search_path
                """;
            await command.ExecuteNonQueryAsync(stop);
        }
    }
}
