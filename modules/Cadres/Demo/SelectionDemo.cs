using Npgsql;

namespace OrgWork.Cadres;

/// <summary>Two editions of the standard with what was said under them, public selections at every stage, recruitment over two years. Planted: a doubtful mark under one item, an entrant above the age, a place offered and not taken.</summary>
static class SelectionDemo
{
    public static async Task FillAsync(DemoCity city, CancellationToken stop)
    {
        await using var command = new NpgsqlCommand(Statements.Replace("$today", $"date '{AsOf.Format(DemoCity.Today)}'", StringComparison.Ordinal), city.Connection) { CommandTimeout = 0 };
        await command.ExecuteNonQueryAsync(stop);
    }

    const string Statements = """
        alter table cadres.focus_template disable trigger user; alter table cadres.focus_kind disable trigger user; alter table cadres.focus_item disable trigger user;
        insert into cadres.focus_template (id, locality_path, rank_order, name, basis, edition, state, effective_on, ended_on)
          select md5('focus' || l.path || f.name || e.n)::uuid, l.path, f.n * 10 + e.n, f.name, '干部考察工作规程；本地分领域考察办法', e.n, e.state, e.began::date, e.ended::date
          from org.locality l cross join (values (1, '机关'), (2, '园区'), (3, '镇街'), (4, '国企'), (5, '事业单位')) f (n, name) cross join (values (1, '3', '2022-03-01', '2025-03-01'), (2, '2', '2025-03-01', null)) e (n, state, began, ended) where l.kind in (2, 3) and (e.n = 2 or f.n in (1, 3));
        insert into cadres.focus_kind (id, focus_template_id, locality_path, rank_order, unit_kind, is_township)
          select md5('focus kind' || t.id::text || k.kind || k.town)::uuid, t.id, t.locality_path, k.n * 10, k.kind, k.town from cadres.focus_template t
          join (values ('机关', 1, '3', false), ('机关', 2, '1', false), ('园区', 1, '3480', false), ('镇街', 1, '1', true), ('镇街', 2, '3', true), ('国企', 1, '5001', false), ('事业单位', 1, '4', false)) k (name, n, kind, town) on k.name = t.name;
        insert into cadres.focus_item (id, focus_template_id, locality_path, rank_order, kind, words, look)
          select md5('focus item' || t.id::text || i.n)::uuid, t.id, t.locality_path, i.n * 10, i.kind, i.words, i.look from cadres.focus_template t
          join (values ('机关', 1, '1', '政策研究和落实：分管工作在全市的位次和变化', '年度考核、督查通报'), ('机关', 2, '2', '这两年主持起草的文件，哪一件真正用上了？', '分管领导、服务对象'), ('机关', 3, '3', '“一次办好”事项的办结和投诉', '政务服务台账'),
            ('园区', 1, '1', '招商落地和企业服务', '项目台账'), ('园区', 2, '2', '最难谈的一个项目是怎么谈下来的？', '企业负责人'), ('园区', 3, '3', '签约、开工、投产数是否相符', '统计部门'),
            ('镇街', 1, '1', '急难险重时的表现和群众工作', '防汛、信访、征迁现场'), ('镇街', 2, '2', '走访时群众能说出他办过的哪件事？', '村干部、群众代表'), ('镇街', 3, '3', '信访积案化解、集体经济和欠账', '信访、农经台账'), ('镇街', 4, '2', '和班子成员意见不同时怎么办？', '班子成员'),
            ('国企', 1, '1', '经营指标和重大决策合规', '国资考核'), ('国企', 2, '2', '投资失误怎样处理，谁承担了责任？', '职工代表、监事'), ('国企', 3, '3', '“三重一大”决策记录', '会议纪要、审计报告'),
            ('事业单位', 1, '1', '公共服务质量和队伍建设', '行业考评'), ('事业单位', 2, '2', '骨干为什么留下、为什么走？', '专业技术人员')) i (name, n, kind, words, look) on i.name = t.name where i.n < 4 or t.edition = 2;
        alter table cadres.focus_template enable trigger user; alter table cadres.focus_kind enable trigger user; alter table cadres.focus_item enable trigger user;
        alter table cadres.cadre_standard disable trigger user; alter table cadres.cadre_standard_item disable trigger user; alter table cadres.standard_comment disable trigger user; alter table cadres.open_selection disable trigger user; alter table cadres.open_entrant disable trigger user; alter table cadres.open_list disable trigger user; alter table cadres.recruitment disable trigger user; alter table cadres.recruit disable trigger user;
        insert into cadres.cadre_standard (id, locality_path, rank_order, name, basis, edition, state, effective_on, ended_on)
          select md5('standard' || l.path || k.n)::uuid, l.path, k.n, k.name, k.basis, k.n, k.state, k.began::date, k.ended::date from org.locality l cross join (values (1, '好干部标准', '全国组织工作会议', '3', '2019-01-01', '2023-01-01'), (2, '新时代好干部标准', '全国组织工作会议；市委干部工作意见', '2', '2023-01-01', null)) k (n, name, basis, state, began, ended) where l.kind in (2, 3);
        insert into cadres.cadre_standard_item (id, cadre_standard_id, locality_path, rank_order, name, words)
          select md5('item' || s.id::text || k.n)::uuid, s.id, s.locality_path, k.n * 10, k.name, k.words from cadres.cadre_standard s cross join (values (1, '信念坚定', '政治立场、政治判断和执行'), (2, '为民服务', '联系群众、解决群众急事难事'), (3, '勤政务实', '作风、落实、调查研究'), (4, '敢于担当', '急难险重时的表现'), (5, '清正廉洁', '遵守纪律、家风'), (6, '专业能力', '懂行、会干、能改革创新')) k (n, name, words) where k.n < 6 or s.edition = 2;
        insert into cadres.standard_comment (id, locality_path, rank_order, name, name_pinyin, name_initials, cadre_id, standard_id, item_id, occasion, standing, words, said_on, said_by, batch_id)
          select md5('comment' || x.id::text || i.id::text)::uuid, x.locality_path, 0, c.name, c.name_pinyin, c.name_initials, c.id, s.id, i.id, '1', v.standing, (array['多次在急难任务中冲在前面', '分管工作推进有力，群众反映好', '完成任务，主动性还可以加强', '群众有反映，需要进一步核实'])[v.standing::int], x.reported_on, '梁叶青、施佳宁', x.appointment_batch_id
          from cadres.appointment_candidate x join cadres.cadre c on c.id = x.cadre_id join cadres.cadre_standard s on s.locality_path = x.locality_path and s.edition = 2 join cadres.cadre_standard_item i on i.cadre_standard_id = s.id
          cross join lateral (select case abs(hashtext(x.id::text || i.id::text)) % 23 when 0 then '4' when 1 then '3' when 2 then '3' when 3 then '1' when 4 then '1' when 5 then '1' else '2' end as standing) v where x.reported_on >= date '2026-01-01' and x.kind in ('1', '2');
        insert into cadres.standard_comment (id, locality_path, rank_order, name, name_pinyin, name_initials, cadre_id, standard_id, item_id, occasion, standing, words, said_on, said_by)
          select md5('year comment' || c.id::text || i.id::text)::uuid, c.locality_path, 0, c.name, c.name_pinyin, c.name_initials, c.id, s.id, i.id, '2', case abs(hashtext(c.id::text || i.id::text || 'y')) % 9 when 0 then '1' when 1 then '3' else '2' end, '年度考核评语：履职尽责', date '2026-01-20', '考核组'
          from (select distinct cadre_id, locality_path as batch_path from cadres.appointment_candidate where reported_on >= date '2026-01-01') x join cadres.cadre c on c.id = x.cadre_id join cadres.cadre_standard s on s.locality_path = x.batch_path and s.edition = 2 join cadres.cadre_standard_item i on i.cadre_standard_id = s.id;

        insert into cadres.open_selection (id, locality_path, rank_order, name, post, level, places, conditions, age_most, education_least, register_from, register_until, exam_weight, interview_weight, exam_line, interview_ratio, inspect_ratio, state, announced_on, document_no, noticed_on, closed_on)
          select md5('open' || l.path || k.n)::uuid, l.path, k.n, k.name, k.post, '1A41', k.places, '中共党员，乡科级副职两年以上；年度考核称职以上', k.age, '21', $today + k.began, $today + k.began + 14, 50, 50, 60, 5, 3, k.state, $today + k.began - 10, '组公〔2026〕' || k.n || '号', case when k.state in ('6', '7') then $today + k.began + 70 end, case when k.state = '7' then $today + k.began + 82 end
          from org.locality l cross join (values (1, '公开选拔团委书记', '团委书记', 1, 35, -300, '7'), (2, '公开选拔开发区管委会副主任', '开发区管委会副主任', 1, 42, -40, '4'), (3, '公开选拔大数据局局长', '大数据局局长', 1, 45, -6, '2')) k (n, name, post, places, age, began, state) where l.kind in (2, 3);
        insert into cadres.open_entrant (id, locality_path, rank_order, name, open_selection_id, birth_on, education, unit_post, registered_on, qualified, qualified_on, qualified_words, exam, exam_rank, in_interview, interview)
          select md5('entrant' || s.id::text || k.n)::uuid, s.locality_path, k.n, k.name, s.id, make_date(k.born - case when s.rank_order = 1 then 0 else 3 end, 1 + k.n % 12, 1), k.education, k.post, s.register_from + k.n % 10, case when s.state <> '2' or k.n < 4 then case when k.n = 8 then '2' else '1' end end, case when s.state <> '2' or k.n < 4 then s.register_until + 3 end, case when s.state <> '2' or k.n < 4 then case when k.n = 8 then '超过年龄' else '符合条件' end end,
            case when s.state in ('4', '7') and k.n <> 8 then k.exam end, case when s.state in ('4', '7') and k.n <> 8 then (array[2, 1, 4, 3, 6, 5, 7])[k.n] end, s.state in ('4', '7') and k.n in (1, 2, 3, 4, 6), case when s.state = '7' and k.n in (1, 2, 3, 4, 6) then k.interview end
          from cadres.open_selection s cross join (values (1, '白晓枫', 1995, '21', '县发改局副局长', 82.5, 88.0), (2, '钟离秋', 1994, '11', '县财政局副局长', 85.0, 80.5), (3, '丘子安', 1996, '21', '镇党委副书记', 76.0, 84.0), (4, '宫晓月', 1993, '21', '县政府办公室副主任', 78.5, 79.0), (5, '戚长风', 1992, '21', '镇副镇长', 64.0, null), (6, '桑叶', 1996, '11', '团县委副书记', 70.0, 90.5), (7, '卞文川', 1994, '21', '镇党委委员', 58.0, null), (8, '尹大川', 1978, '21', '县水利局副局长', null, null)) k (n, name, born, education, post, exam, interview);
        update cadres.open_entrant e set total = r.total, rank = r.n, in_inspection = r.n <= 3, inspected = case when r.n <= 3 then '1' end, inspected_on = case when r.n <= 3 then s.noticed_on - 10 end, inspected_words = case when r.n <= 3 then '德才表现较好' end, is_chosen = r.n = 1
          from cadres.open_selection s, (select id, total, rank() over (partition by open_selection_id order by total desc)::int as n from (select id, open_selection_id, round((exam + interview) / 2, 2) as total from cadres.open_entrant where interview is not null) x) r where s.id = e.open_selection_id and r.id = e.id;
        insert into cadres.open_list (id, open_selection_id, locality_path, rank_order, stage, published_on, people, words)
          select md5('list' || s.id::text || k.stage)::uuid, s.id, s.locality_path, k.stage::int, k.stage, s.register_until + k.after, count(e.id)::int, string_agg(case k.stage when '2' then e.name || '　' || e.unit_post when '3' then e.exam_rank || '　' || e.name || '　' || e.exam || case when e.in_interview then '　进入面试' else '' end when '4' then e.rank || '　' || e.name || '　笔试 ' || e.exam || '　面试 ' || e.interview || '　综合 ' || e.total || case when e.in_inspection then '　进入考察' else '' end else e.name || '　' || e.unit_post || '　综合 ' || e.total || '，第 ' || e.rank || ' 名' end, E'\n' order by coalesce(e.rank, e.exam_rank, 0), e.name)
          from cadres.open_selection s join (values ('2', 4), ('3', 15), ('4', 30), ('5', 56)) k (stage, after) on s.state = '7' or s.state = '4' and k.stage in ('2', '3') join cadres.open_entrant e on e.open_selection_id = s.id and (k.stage in ('2', '3') and e.qualified = '1' or k.stage = '4' and e.in_interview or k.stage = '5' and e.is_chosen) group by s.id, s.locality_path, s.register_until, k.stage, k.after;

        insert into cadres.recruitment (id, locality_path, rank_order, name, year, education_least, announced_on, document_no, conditions)
          select md5('recruitment' || l.path || y)::uuid, l.path, y, y || ' 年选聘全日制研究生充实经济部门', y, '11', make_date(y, 4, 10), '组公〔' || y || '〕5号', '经济、金融、规划类专业优先' from org.locality l cross join (values (2025), (2026)) v (y) where l.kind in (2, 3);
        insert into cadres.recruitment_place (id, recruitment_id, locality_path, rank_order, department, planned, specialty)
          select md5('place' || r.id::text || k.n)::uuid, r.id, r.locality_path, k.n * 10, k.department, k.planned, k.specialty from cadres.recruitment r cross join (values (1, '发展和改革局', 3, '02'), (2, '财政局', 2, '04'), (3, '招商和投资促进局', 2, '10')) k (n, department, planned, specialty);
        insert into cadres.recruit (id, locality_path, rank_order, name, recruitment_id, department, education, school, major, birth_on, state, offered_on, document_no, entered_on, declined_on, declined_words)
          select md5('recruit' || r.id::text || k.n)::uuid, r.locality_path, k.n, k.name, r.id, k.department, '11', k.school, k.major, make_date(r.year - 27, k.n, 9), s.state, case when s.state <> '1' then r.announced_on + 70 end, case when s.state <> '1' then '聘字' || k.n || '号' end, case when s.state = '3' then r.announced_on + 110 end, case when s.state = '4' then r.announced_on + 90 end, case when s.state = '4' then '选择到外地工作' end
          from cadres.recruitment r cross join (values (1, '阮清和', '发展和改革局', '云江大学', '区域经济学'), (2, '柏舟', '发展和改革局', '示范财经大学', '产业经济学'), (3, '晏子衿', '财政局', '示范财经大学', '财政学'), (4, '闻人语', '招商和投资促进局', '云江大学', '国际贸易学'), (5, '冷秋白', '财政局', '示范科技大学', '审计学')) k (n, name, department, school, major)
          cross join lateral (select case when k.n = 4 and r.year = 2025 then '4' when k.n = 5 and r.year = 2026 then '2' else '3' end as state) s;
        alter table cadres.cadre_standard enable trigger user; alter table cadres.cadre_standard_item enable trigger user; alter table cadres.standard_comment enable trigger user; alter table cadres.open_selection enable trigger user; alter table cadres.open_entrant enable trigger user; alter table cadres.open_list enable trigger user; alter table cadres.recruitment enable trigger user; alter table cadres.recruit enable trigger user
        """;
}
