namespace OrgWork.Talent;

/// <summary>Service items and orders, apartments, leaders with their experts, visits, teams, member units with their lists. Planted: orders past their time, experts nobody visited, a unit without a liaison officer, lists that are not whole.</summary>
static class ServiceDemo
{
    public static async Task FillAsync(DemoCity city, CancellationToken stop)
    {
        await using var fill = new Npgsql.NpgsqlCommand(Sql, city.Connection) { CommandTimeout = 0 };
        await fill.ExecuteNonQueryAsync(stop);
    }

    const string Sql = """
        -- City and counties alone: every organisation is a place as well.
        create temporary table seat on commit drop as select path, name, kind from org.locality where kind in (2, 3);
        alter table talent.service_order disable trigger user; alter table talent.liaison disable trigger user;
        insert into talent.service_item (id, locality_path, rank_order, name, concern, min_grade, handling, limit_kind, limit_count, materials)
          select md5(l.path || k.name)::uuid, l.path, k.n * 10, k.name, k.concern, k.grade, l.name || k.unit, k.kind, k.days, '身份证明、人才认定证明'
          from pg_temp.seat l cross join (values (1, '人才公寓和住房补贴', '1', null, '住房和城乡建设局', '1', 15), (2, '子女入学统筹', '2', 'E', '教育体育局', '1', 20), (3, '就医绿色通道', '3', 'D', '卫生健康局', '2', 4), (4, '年度健康体检', '3', 'D', '卫生健康局', '1', 30), (5, '职称申报辅导', '5', null, '人力资源和社会保障局', '1', 10), (6, '配偶就业推荐', '9', 'D', '人力资源和社会保障局', '1', 20), (7, '荣誉礼遇和服务卡', '4', 'D', '委人才办', '2', 14)) k (n, name, concern, grade, unit, kind, days)
          where l.kind in (2, 3);
        insert into talent.service_order (id, locality_path, rank_order, title, item_id, talent_id, source, raised_on, raised_at, due_on, due_at, state, handling, officer, assigned_on, hand_overs, done_on, done_at, result, satisfaction)
          select md5(s.id::text || 'order')::uuid, s.locality_path, -(s.asked_on - date '2000-01-01'), k.name, md5(p.path || k.name)::uuid, s.talent_id, (array['1', '1', '2', '4', '5'])[1 + pg_temp.chance(s.id, 'source') % 5], s.asked_on, (s.asked_on + time '09:00') at time zone 'Asia/Shanghai', s.asked_on + k.days, (s.asked_on + k.days + time '18:00') at time zone 'Asia/Shanghai',
                 case when s.done_on is null then case when pg_temp.chance(s.id, 'state') < 25 then '1' else '2' end else '4' end, case when s.done_on is null and pg_temp.chance(s.id, 'state') < 25 then null else p.name || k.unit end, case when s.done_on is null and pg_temp.chance(s.id, 'state') < 25 then null else '服务专员' end, case when s.done_on is null and pg_temp.chance(s.id, 'state') < 25 then null else s.asked_on + 1 end,
                 case when pg_temp.chance(s.id, 'over') < 8 then 1 else 0 end, s.done_on, (s.done_on + time '16:00') at time zone 'Asia/Shanghai', case when s.done_on is not null then '已按规定办妥，告知本人' end, s.satisfaction
          from talent.talent_service s join (values ('2', '子女入学统筹', '教育体育局', 28), ('3', '人才公寓和住房补贴', '住房和城乡建设局', 21), ('4', '年度健康体检', '卫生健康局', 42), ('5', '配偶就业推荐', '人力资源和社会保障局', 28), ('7', '职称申报辅导', '人力资源和社会保障局', 14)) k (code, name, unit, days) on k.code = s.kind
          join lateral (select l.path, l.name from pg_temp.seat l where l.kind in (2, 3) and starts_with(s.locality_path, l.path) order by length(l.path) desc limit 1) p on true
          where s.asked_on >= date '2025-01-01';
        insert into talent.service_step (id, service_order_id, locality_path, rank_order, on_day, kind, words, by_name)
          select md5(o.id::text || k.n)::uuid, o.id, o.locality_path, k.n * 10, case k.n when 1 then o.assigned_on else o.done_on end, case k.n when 1 then '分办' else '办结' end, case k.n when 1 then o.handling else o.result end, '服务窗口' from talent.service_order o cross join (values (1), (2)) k (n) where k.n = 1 and o.assigned_on is not null or k.n = 2 and o.done_on is not null and o.assigned_on is not null;
        insert into talent.apartment (id, locality_path, rank_order, name, building, kind, rent)
          select md5(l.path || 'flat' || n)::uuid, l.path, n, (n / 4 + 1) || '0' || (n % 4 + 1), l.name || '人才公寓 1 号楼', (1 + n % 4)::text, 300 + n % 4 * 200 from pg_temp.seat l cross join generate_series(0, 19) n where l.kind = 3;
        with t as (select t.id, t.name, t.locality_path, p.path, row_number() over (partition by p.path order by t.grade, t.locality_path, t.rank_order, t.id) as n from talent.talent t join pg_temp.seat p on p.kind = 3 and starts_with(t.locality_path, p.path) where t.state = '1' and t.introduction in ('1', '2', '4'))
          update talent.apartment a set talent_id = t.id, tenant = t.name, began_on = date '2024-03-01' + (t.n * 40)::int, ends_on = date '2026-12-01' + (t.n * 45)::int from t where t.path = a.locality_path and t.n = a.rank_order + 1 and t.n <= 14;
        insert into talent.apartment_stay (id, apartment_id, locality_path, rank_order, tenant, began_on) select md5(id::text || 'stay')::uuid, id, locality_path, 1, tenant, began_on from talent.apartment where talent_id is not null;
        insert into talent.apartment_wait (id, locality_path, rank_order, title, talent_id, asked_on, people)
          select md5(t.id::text || 'wait')::uuid, t.locality_path, 1, t.name || '申请公寓', t.id, date '2026-08-01' + pg_temp.chance(t.id, 'wait'), 1 + pg_temp.chance(t.id, 'people') % 3 from talent.talent t where t.state = '1' and t.introduction in ('1', '4') and t.introduced_on > date '2025-06-01' and not exists (select from talent.apartment a where a.talent_id = t.id);
        insert into talent.liaison (id, locality_path, rank_order, leader, leader_post, talent_id, began_on, topics)
          select md5(t.id::text || 'liaison')::uuid, t.locality_path, t.rank_order, t.liaison_leader, (array['常委、组织部部长', '常委', '副县（市）长', '人大常委会副主任'])[1 + pg_temp.chance(t.id, 'post') % 4], t.id, date '2025-02-20', '每季度至少联系一次，了解工作生活困难' from talent.talent t where t.state = '1' and t.liaison_leader is not null and t.grade in ('A', 'B', 'C', 'D');
        update talent.liaison i set minimum = case when pg_temp.chance(i.id, 'often') < 15 then 2 else 1 end, period = case when pg_temp.chance(i.id, 'often') < 70 then '3' else '6' end, forms = '上门、座谈', secretary = (array['何静', '吕敏', '施磊'])[1 + pg_temp.chance(i.id, 'secretary') % 3], leader_left_on = case when pg_temp.chance(i.id, 'moved') < 4 then date '2026-10-28' end;
        insert into talent.campaign (id, locality_path, rank_order, title, kind, begins_on, ends_on, steps, targets)
          select md5(l.path || k.title)::uuid, l.path, k.n, k.title, k.kind, k.began, k.ended, k.steps, greatest(6, (select count(*)::int from talent.liaison i where starts_with(i.locality_path, l.path) and l.kind = 3)) from pg_temp.seat l cross join (values (1, '2026 年春节走访慰问', '3', date '2026-02-02', date '2026-02-14', '送慰问、送政策、送祝福'), (2, '“三送三问”走访月', '1', date '2026-09-01', date '2026-10-31', '送政策、送服务、送温暖；问需求、问困难、问建议')) k (n, title, kind, began, ended, steps) where l.kind in (2, 3);
        insert into talent.visit (id, locality_path, rank_order, title, visitor, talent_id, campaign_id, visited_on, form, purpose, greeting, situation, need, need_ordered, advice, advice_to, advice_due_on, answered_on, answer, cost)
          select md5(i.id::text || k.n)::uuid, i.locality_path, -(k.day - date '2000-01-01'), '走访' || t.name, i.leader, i.talent_id, case when k.kind is null then null else md5(p.path || k.kind)::uuid end, k.day + pg_temp.chance(i.id, 'day' || k.n) % 10, case when pg_temp.chance(i.id, 'form' || k.n) < 80 then '1' else '3' end, k.purpose, '问候家庭和生活', '了解项目进展和团队情况', case when pg_temp.chance(i.id, 'need' || k.n) < 30 then (array['希望协调子女入学', '希望增加实验设备', '希望帮助申报职称'])[1 + pg_temp.chance(i.id, 'which' || k.n) % 3] end, false,
                 case when pg_temp.chance(i.id, 'advice' || k.n) < 20 then '建议建设中试基地' end, case when pg_temp.chance(i.id, 'advice' || k.n) < 20 then '工业和信息化局' end, case when pg_temp.chance(i.id, 'advice' || k.n) < 20 then k.day + 40 end, case when pg_temp.chance(i.id, 'advice' || k.n) < 14 then k.day + 35 end, case when pg_temp.chance(i.id, 'advice' || k.n) < 14 then '已列入明年计划' end, case when k.purpose = '3' then 500 else 0 end
          from talent.liaison i join talent.talent t on t.id = i.talent_id join lateral (select l.path from pg_temp.seat l where l.kind in (2, 3) and starts_with(i.locality_path, l.path) order by length(l.path) desc limit 1) p on true
          cross join (values (1, date '2026-02-03', '3', '2026 年春节走访慰问'), (2, date '2026-04-15', '1', null), (3, date '2026-09-10', '1', '“三送三问”走访月'), (4, date '2026-11-02', '2', null)) k (n, day, purpose, kind) where pg_temp.chance(i.id, 'visit' || k.n) < case k.n when 4 then 55 else 85 end;
        insert into talent.expert_team (id, locality_path, rank_order, name, field, head, began_on, ends_on, support)
          select md5(l.path || k.name)::uuid, l.path, k.n, k.name, k.field, coalesce((select t.name from talent.talent t where t.state = '1' and starts_with(t.locality_path, l.path) order by t.grade, t.id limit 1), '团长'), date '2026-01-10', date '2028-01-09', '每年工作经费三万元，购买人身意外保险' from pg_temp.seat l cross join (values (1, '农业技术服务团', '06'), (2, '医疗卫生服务团', '11'), (3, '企业技术诊断服务团', '01')) k (n, name, field) where l.kind = 3;
        insert into talent.team_member (id, expert_team_id, locality_path, rank_order, name, talent_id, role)
          select md5(e.id::text || t.id::text)::uuid, e.id, e.locality_path, t.n, t.name, t.id, t.technical_title from talent.expert_team e join lateral (select t.id, t.name, t.technical_title, row_number() over (order by t.grade, t.id)::int as n from talent.talent t where t.state = '1' and t.domain = e.field and starts_with(t.locality_path, e.locality_path) order by t.grade, t.id limit 6) t on true;
        insert into talent.dispatch (id, locality_path, rank_order, problem, host, host_kind, team_id, field, asked_on, due_on, expert_id, sent_on, days, advice, is_adopted, solved_on, confirmed_by, evaluation)
          select md5(e.id::text || 'ask' || k)::uuid, e.locality_path, -k, (array['柑橘病虫害防治', '乡镇卫生院急诊能力', '生产线良品率低', '标准化养殖', '设备自动化改造', '慢病管理'])[1 + (k + e.rank_order) % 6], '基层单位' || k, (1 + k % 3)::text, e.id, e.field, date '2026-01-15' + k * 40, date '2026-03-15' + k * 40, m.talent_id, case when m.talent_id is not null and k < 7 then date '2026-01-25' + k * 40 end, case when m.talent_id is not null and k < 6 then 3 end, case when m.talent_id is not null and k < 6 then '现场诊断，提出整改方案' end, case when m.talent_id is not null and k < 6 then k % 4 > 0 end, case when m.talent_id is not null and k < 6 then date '2026-02-20' + k * 40 end, case when m.talent_id is not null and k < 6 then '单位负责人' end, case when m.talent_id is not null and k < 6 then '1' end
          from talent.expert_team e cross join generate_series(1, 7) k left join lateral (select talent_id from talent.team_member m where m.expert_team_id = e.id order by rank_order limit 1) m on true;
        insert into talent.member_unit (id, locality_path, rank_order, name, duty, head, liaison_officer, began_on)
          select md5(l.path || k.name)::uuid, l.path, k.n * 10, l.name || k.name, case k.n when 1 then '牵头' else '成员' end, (array['陈志明', '林秀英', '王建华', '赵立新', '孙晓梅', '周国强', '吴海燕', '郑文斌'])[k.n], case when (k.n + length(l.path)) % 7 <> 3 then (array['何静', '吕敏', '施磊', '张伟东', '孔令芳', '曹阳', '严松', '华丽'])[k.n] end, date '2024-01-15'
          from pg_temp.seat l cross join (values (1, '委组织部'), (2, '人力资源和社会保障局'), (3, '科学技术局'), (4, '教育体育局'), (5, '卫生健康局'), (6, '财政局'), (7, '工业和信息化局'), (8, '农业农村局')) k (n, name) where l.kind in (2, 3);
        insert into talent.duty_item (id, locality_path, rank_order, title, member_unit_id, list, tag, basis, office, limit_words, standard, state, edition, reviewed_on, issued_on)
          select md5(m.id::text || k.n)::uuid, m.locality_path, k.n, k.title, m.id, k.list, k.tag, '人才工作领导小组工作规则', '人才科', k.limit_words, k.standard, case when s.isnt then '1' else '3' end, 1, case when not s.isnt then date '2026-03-02' end, case when not s.isnt then date '2026-03-10' end
          from talent.member_unit m cross join (values (1, '人才认定初审', '1', '2', '10 个工作日', '材料齐全，意见明确'), (2, '年度人才重点任务落实', '2', '1', '年底前', '任务全部办结'), (3, '跨部门事项会商', '2', '3', '5 个工作日', '有会商纪要'), (4, '人才服务事项办理', '3', '4', '按事项时限', '按时办结率 95% 以上')) k (n, title, list, tag, limit_words, standard)
          cross join lateral (select k.n = 4 and pg_temp.chance(m.id, 'list') < 20 as isnt) s;
        alter table talent.service_order enable trigger user; alter table talent.liaison enable trigger user;
        analyze talent.service_order, talent.visit, talent.liaison
        """;
}
