namespace OrgWork.Grassroots;

/// <summary>Lists that nothing else fills: honours of organisations, archives lent out, members of teams, models in use, what is told as a warning, who is not expected at an election.</summary>
static class RestDemo
{
    static readonly string[] Tables = ["organisation_honour", "cadre_loan", "team_member", "model_use", "role_model", "warning_case", "election_absence"];

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
        {{string.Join(' ', Tables.Select(table => $"alter table grassroots.{table} enable trigger user;"))}}
        select org.rebuild_history('grassroots.organisation_honour'), org.rebuild_history('grassroots.cadre_loan')
        """;

    public static async Task FillAsync(DemoCity city, CancellationToken stop)
    {
        await using var command = new Npgsql.NpgsqlCommand(Fill, city.Connection) { CommandTimeout = 0 };
        await command.ExecuteNonQueryAsync(stop);
    }
}
