using Npgsql;

namespace OrgWork.Cadres;

/// <summary>Achievements and service at the front, and what the cases of appointment list of them. Planted: achievements nobody has verified, one found untrue, service that ended without an appraisal.</summary>
static class MeritDemo
{
    public static async Task FillAsync(DemoCity city, CancellationToken stop)
    {
        await using var command = new NpgsqlCommand(Statements.Replace("$today", $"date '{AsOf.Format(DemoCity.Today)}'", StringComparison.Ordinal), city.Connection) { CommandTimeout = 0 };
        await command.ExecuteNonQueryAsync(stop);
    }

    const string Statements = """
        alter table cadres.achievement disable trigger user; alter table cadres.frontline_service disable trigger user; alter table cadres.township_pool disable trigger user; alter table cadres.appointment_candidate disable trigger user;
        insert into cadres.achievement (id, locality_path, rank_order, name, name_pinyin, name_initials, cadre_id, task, role, began_on, ended_on, result, proof, state, verified_on, verified_by, verified_words)
          select md5('achievement' || c.id::text || k.n)::uuid, c.locality_path, c.rank_order, c.name, c.name_pinyin, c.name_initials, c.id, k.task, (array['牵头', '主办', '分管'])[1 + (c.h + k.n) % 3], date_trunc('month', ($today - 300 - k.n * 200 - c.h % 90)::timestamp)::date, date_trunc('month', ($today - 100 - k.n * 120)::timestamp)::date,
            k.result, k.proof, s.state, case when s.state <> '1' then $today - 60 - k.n * 120 + c.h % 40 end, case when s.state <> '1' then '施佳宁' end, case s.state when '2' then '查阅项目验收和考核通报，与牵头单位核对一致' when '3' then '牵头单位反映只做一般性工作' end
          from (select x.*, abs(hashtext(x.id::text || 'merit')) % 1000 as h from cadres.cadre x where x.status = '1' and x.removed_at is null and (x.is_team_member or exists (select from cadres.appointment_candidate y where y.cadre_id = x.id))) c
          cross join (values (1, '产业园区基础设施建设', '提前四十天交付标准厂房 6 万平方米，落户企业 11 家', '竣工验收报告'), (2, '政务服务一窗办改革', '一窗事项由 120 项增至 486 项，平均办理时限缩短一半', '改革办通报'), (3, '农村供水保障工程', '解决 23 个村 1.9 万人季节性缺水', '县考核办督查通报'), (4, '历史遗留信访案件化解', '化解积案 14 件，两年内没有反复', '信访部门证明')) k (n, task, result, proof)
          cross join lateral (select case when c.h % 29 = 0 then '3' when (c.h + k.n) % 5 = 0 then '1' else '2' end as state) s where (c.h + k.n * 7) % 3 <> 0;
        insert into cadres.frontline_service (id, locality_path, rank_order, name, name_pinyin, name_initials, cadre_id, kind, task, place, began_on, ended_on, document_no, appraisal, appraised_on, appraised_words)
          select md5('front' || c.id::text)::uuid, c.locality_path, c.rank_order, c.name, c.name_pinyin, c.name_initials, c.id, k.kind, k.task, k.place, d.began, case when c.h % 9 <> 0 then d.began + 240 end, '组干〔' || extract(year from d.began) || '〕' || (c.h % 60 + 1) || '号',
            case when c.h % 9 <> 0 and c.h % 11 <> 0 then (array['1', '2', '2', '3'])[1 + c.h % 4] end, case when c.h % 9 <> 0 and c.h % 11 <> 0 then d.began + 260 end, case when c.h % 9 <> 0 and c.h % 11 <> 0 then '服从安排，完成任务好' end
          from (select x.*, abs(hashtext(x.id::text || 'front')) % 1000 as h from cadres.cadre x where x.status = '1' and x.removed_at is null and (x.is_team_member or exists (select from cadres.appointment_candidate y where y.cadre_id = x.id))) c
          cross join lateral (select $today - 900 + c.h % 500 as began) d
          join (values (0, '1', '防汛抢险值守', '前线指挥部'), (1, '2', '驻村帮扶', '驻村工作队'), (2, '3', '外出招商', '驻点招商专班'), (3, '4', '重点项目包抓', '项目建设专班'), (4, '5', '信访积案攻坚', '信访工作专班')) k (n, kind, task, place) on k.n = c.h % 5 where c.h % 7 < 4;
        update cadres.appointment_candidate x set merits = coalesce(m.words, '没有经核实的实绩，没有一线经历'), achievements = m.achievements, frontlines = m.frontlines, merits_on = x.reported_on
          from (select y.id, string_agg(k.words, E'\n' order by k.is_achievement desc, k.began_on desc, k.id) as words, count(*) filter (where k.is_achievement)::int as achievements, count(*) filter (where not k.is_achievement)::int as frontlines from cadres.appointment_candidate y left join (
            select a.cadre_id, true as is_achievement, a.began_on, a.id, to_char(a.began_on, 'YYYY.MM') || ' ' || a.task || '（' || a.role || '）：' || a.result as words from cadres.achievement a where a.state = '2'
            union all select f.cadre_id, false, f.began_on, f.id, to_char(f.began_on, 'YYYY.MM') || coalesce('—' || to_char(f.ended_on, 'YYYY.MM'), '起') || ' 一线：' || f.task || '（' || f.place || '）' from cadres.frontline_service f) k on k.cadre_id = y.cadre_id and k.began_on <= y.reported_on where y.reported_on is not null and y.kind in ('1', '2') group by y.id) m where x.id = m.id;
        insert into cadres.township_pool (id, locality_path, rank_order, name, source, round, selected_on, document_no)
          select md5('pool' || l.path || k.n)::uuid, l.path, k.n, k.name, k.source, k.round, $today - k.ago, '组公〔2026〕' || (30 + k.n) || '号' from org.locality l cross join (values (1, '江禾生', '4', '2', 40), (2, '贺春林', '4', '1', 40), (3, '汤雨晴', '5', '2', 40), (4, '温如海', '4', '2', 410)) k (n, name, source, round, ago) where l.kind = 3;
        insert into cadres.post_profile (id, locality_path, rank_order, name, duties, from_level, level_years, age_most, education_least, specialty, specialty_2, grassroots_years, experience, is_party)
          select md5('profile' || l.path || k.n)::uuid, l.path, k.n * 10, k.name, k.duties, k.level, k.years, k.age, '21', k.specialty, k.other, k.grassroots, k.experience, k.party from org.locality l cross join (values
            (1, '乡镇党委书记', '抓党建促乡村振兴，统筹产业、平安、民生，带好班子队伍', '1A41', 2, 45, null, null, 3, '1', true), (2, '住房和城乡建设部门主要负责人', '城市规划实施、房地产平稳发展、老旧小区改造和工程质量安全', '1A42', 3, 48, '06', '07', null, '4', false),
            (3, '金融工作部门班子成员', '防范化解地方金融风险，引导金融支持实体经济', '1A42', 2, 42, '03', '02', null, null, false), (4, '招商部门班子成员', '招引重点项目、服务落地企业', '1A42', 2, 42, '02', '10', 2, '3', false)) k (n, name, duties, level, years, age, specialty, other, grassroots, experience, party) where l.kind in (2, 3);
        insert into cadres.appointment_match (id, appointment_batch_id, locality_path, rank_order, post_id, profile, conditions, result, people, kept_on, kept_by)
          select md5('match' || p.id::text)::uuid, p.appointment_batch_id, p.locality_path, 0, p.id, '乡镇党委书记', array['45 岁及以下', '基层经历满 3 年', '中共党员'],
            jsonb_agg(jsonb_build_object('Id', c.id, 'Name', c.name, 'PostTitle', c.post_title, 'BirthOn', c.birth_on, 'IsCandidate', true, 'Met', jsonb_build_array(c.birth_on > $today - interval '46 years', coalesce(c.grassroots_years, 0) >= 3, c.politics in ('01', '02'))) order by x.rank_order), count(*)::int, $today - 39, '周文博'
          from cadres.appointment_post p join cadres.appointment_batch b on b.id = p.appointment_batch_id and b.state = '2' join cadres.appointment_candidate x on x.post_id = p.id join cadres.cadre c on c.id = x.cadre_id group by p.id, p.appointment_batch_id, p.locality_path;
        alter table cadres.regulation disable trigger user;
        insert into cadres.regulation (id, locality_path, rank_order, name, document_no, issuer, tier, issued_on, effective_on, state, ended_on, replaced_by_id, ended_words, review_on)
          select md5('regulation' || l.path || k.n)::uuid, l.path, k.n * 10, k.name, k.no, k.issuer, k.tier, k.issued::date, k.effective::date, k.state, k.ended::date, case when k.next is not null then md5('regulation' || l.path || k.next)::uuid end, k.words, k.review::date
          from org.locality l join (values
            (null::int, 1, '党政领导干部选拔任用工作条例', null, '中共中央', '1', '2019-03-03', '2019-03-03', '1', null, null::int, null, null), (null, 2, '党政领导干部选拔任用工作条例（2014 年修订）', null, '中共中央', '1', '2014-01-14', '2014-01-14', '2', '2019-03-03', 1, '新条例施行，原条例同时废止', null),
            (null, 3, '干部人事档案工作条例', null, '中共中央办公厅', '1', '2018-11-20', '2018-11-20', '1', null, null, null, null), (null, 4, '党政领导干部考核工作条例', null, '中共中央办公厅', '1', '2019-04-07', '2019-04-07', '1', null, null, null, null), (2, 5, '市委管理干部选拔任用工作流程', '云组发〔2024〕6号', '市委组织部', '3', '2024-03-01', '2024-04-01', '1', null, null, null, '2026-10-01'),
            (3, 6, '县管干部选拔任用工作规程', '组发〔2023〕11号', '县委组织部', '4', '2023-06-01', '2023-06-01', '1', null, null, null, '2027-06-01')) k (kind, n, name, no, issuer, tier, issued, effective, state, ended, next, words, review) on l.kind in (2, 3) and (k.kind is null or l.kind = k.kind);
        insert into cadres.regulation_clause (id, regulation_id, locality_path, rank_order, article, words)
          select md5('clause' || r.id::text || k.n)::uuid, r.id, r.locality_path, k.n * 10, k.article, k.words from cadres.regulation r join (values
            (1, '党政领导干部选拔任用工作条例', '第二章', '选拔任用的基本条件和资格：任职年限、层次、学历、培训、健康等'), (2, '党政领导干部选拔任用工作条例', '第三章', '分析研判和动议：按职数和岗位需要提出初步建议'), (3, '党政领导干部选拔任用工作条例', '第四章', '民主推荐：谈话调研推荐和会议推荐，结果一年内有效'), (4, '党政领导干部选拔任用工作条例', '第二十四条', '不得列为考察对象的情形'), (5, '党政领导干部选拔任用工作条例', '第五章', '考察：预告、谈话、测评、核查，凡提四必'),
            (6, '党政领导干部选拔任用工作条例', '第六章', '讨论决定：三分之二以上成员到会，以应到会成员超过半数同意形成决定'), (7, '党政领导干部选拔任用工作条例', '第四十二条', '任前公示，公示期不少于五个工作日'), (8, '党政领导干部选拔任用工作条例', '第四十三条', '提任非选举产生的领导职务，试用期一年'), (9, '市委管理干部选拔任用工作流程', '三', '动议前先核职数，再报市委主要负责同志')) k (n, name, article, words) on k.name = r.name;
        alter table cadres.regulation enable trigger user;
        alter table cadres.achievement enable trigger user; alter table cadres.frontline_service enable trigger user; alter table cadres.township_pool enable trigger user; alter table cadres.appointment_candidate enable trigger user
        """;
}
