namespace OrgWork.Cadres;

/// <summary>States of ledgers that the year of the demo city leaves out: drafts, refusals, withdrawals, what is finished or was given up.</summary>
static class StateDemo
{
    static readonly string[] Kept = ["regulation", "cadre_standard", "focus_template", "open_selection", "assessment_scheme", "assessment_item", "special_project", "outside_item", "indicator_set", "archive_look", "archive_filing", "archive_transfer", "archive_determination", "quality_year", "term_change", "term_congress", "term_violation", "term_move", "reform", "quota_exception", "nomination"];

    public static async Task FillAsync(DemoCity city, CancellationToken stop)
    {
        var (off, on) = (string.Concat(Kept.Select(table => $"alter table cadres.{table} disable trigger user;\n")), string.Concat(Kept.Select(table => $"\nalter table cadres.{table} enable trigger user;")));
        var sql = (off + Sql + on).Replace("{year}", $"{DemoCity.Today.Year}", StringComparison.Ordinal).Replace("{today}", $"date '{AsOf.Format(DemoCity.Today)}'", StringComparison.Ordinal);
        await using var fill = new Npgsql.NpgsqlCommand(sql, city.Connection) { CommandTimeout = 0 };
        await fill.ExecuteNonQueryAsync(stop);
    }

    // Each is one that is there already, told another way: the first of its place.
    static string Like(string table, string key, string from, string changes) => $"""
        insert into cadres.{table} select (jsonb_populate_record(null::cadres.{table}, to_jsonb(x) || jsonb_build_object('id', md5(x.id::text || '{key}'), 'rank_order', x.rank_order + 5, {changes}))).* from (select distinct on (locality_path) x.* from cadres.{table} x where x.removed_at is null and {from} order by locality_path, rank_order, id) x;

        """;

    static readonly string Sql =
        Like("cadre_correction", "withdrawn", "state = '1'", "'state', '4', 'asked_on', {today} - 40, 'wanted', '公文写作', 'value', '公文写作', 'grounds', '本人后来核对，原登记无误'")
        + Like("quota_exception", "refused", "state = '1'", "'state', '3', 'title', x.title || '（第一次申请）', 'decided_on', {today} - 60, 'decided_by', '上级组织部', 'words', '消化措施没有时限，补充后再报'")
        + Like("regulation", "ended", "state = '1'", "'state', '3', 'name', '领导干部任前公示暂行办法', 'document_no', null, 'ended_on', {today} - 300, 'ended_words', '内容并入选拔任用工作细则'")
        + Like("cadre_standard", "draft", "state = '2'", "'state', '1', 'edition', x.edition + 1, 'effective_on', null, 'ended_on', null")
        + Like("focus_template", "draft", "state = '2'", "'state', '1', 'edition', x.edition + 1, 'effective_on', null, 'ended_on', null")
        + string.Concat(new[] { ("1", "公开选拔大数据中心副主任", 30), ("3", "公开选拔文旅局副局长", -20), ("5", "公开选拔国资公司副总经理", -60), ("6", "公开选拔融媒体中心主任", -90) }.Select(one => Like("open_selection", "stage " + one.Item1, "state = '7'", $"'state', '{one.Item1}', 'name', '{one.Item2}', 'post', '{one.Item2[4..]}', 'register_from', {{today}} + {one.Item3}, 'register_until', {{today}} + {one.Item3 + 10}, 'announced_on', case when '{one.Item1}' > '1' then {{today}} + {one.Item3 - 5} end, 'noticed_on', case when '{one.Item1}' = '6' then {{today}} - 3 end, 'closed_on', null")))
        + Like("recruit", "proposed", "state = '2'", "'state', '1', 'name', '顾清和', 'offered_on', null, 'document_no', null")
        + Like("assessment_scheme", "draft", "state = '2' and object = '1'", "'state', '1', 'year', {year} + 1, 'name', ({year} + 1) || ' 年度领导干部和公务员考核方案（拟订）', 'began_on', make_date({year} + 1, 1, 1), 'ended_on', make_date({year} + 1, 12, 31), 'approved_on', null, 'approved_by', null, 'document_no', null")
        + "insert into cadres.assessment_item select (jsonb_populate_record(i, jsonb_build_object('id', md5(i.id::text || 'draft'), 'assessment_scheme_id', d.id, 'due_on', make_date({year} + 1, 12, 31)))).* from cadres.assessment_scheme d join cadres.assessment_scheme o on o.locality_path = d.locality_path and d.id = md5(o.id::text || 'draft')::uuid join cadres.assessment_item i on i.assessment_scheme_id = o.id;\n"
        + "update cadres.assessment_consequence set state = '3', done_on = {today} - 15, done_words = '本人已调出，由新单位办理' where id in (select distinct on (locality_path) id from cadres.assessment_consequence where state = '1' and due_on < {today} order by locality_path, due_on, id);\n"
        + Like("special_project", "given up", "state = '1'", "'state', '4', 'name', '楼宇经济专项考核', 'plan', null, 'summary', '任务并入营商环境专项考核，不再单列'")
        + Like("outside_item", "refused", "state = '1'", "'state', '3', 'name', '政务新媒体运维', 'decided_on', {today} - 30, 'decided_words', '已列入别的考核，不重复'")
        + Like("nomination", "used", "state = '1'", "'state', '2', 'followed_on', {today} - 20, 'followed_reason', '表现突出，条件成熟', 'used_as', '进一步使用'")
        + Like("nomination", "unfit", "state = '1'", "'state', '4', 'followed_on', {today} - 20, 'followed_reason', '健康原因，本人不愿意'")
        + Like("indicator_set", "draft", "state = '2'", "'state', '1', 'year', {year} + 1, 'edition', 1, 'enabled_on', null, 'enabled_by', null, 'document_no', null")
        + Like("indicator_set", "stopped", "state = '2'", "'state', '3', 'name', x.name || '（旧）', 'year', {year} - 2, 'edition', 1")
        + Like("archive_look", "refused", "state = '1'", "'state', '5', 'reason', '了解个人情况', 'decided_on', {today} - 8, 'decided_by', '干部科', 'decided_words', '事由不符合查阅规定'")
        + Like("archive_filing", "returned", "state = '1'", "'state', '3', 'filed_words', '复印件没有盖章，退回补办'")
        + Like("archive_transfer", "returned", "state = '2'", "'state', '4', 'receipt_on', {today} - 6, 'receipt_words', '目录与材料不符，退回核对'")
        + Like("archive_determination", "doubtful", "state = '3' and not exists (select from cadres.archive_determination o where o.archive_id = x.archive_id and o.state = '4')", "'state', '4', 'fact', case x.fact when '2' then '1' else '2' end, 'decided_words', '两份材料都不是最早的，存疑，继续调查', 'carried_on', null")
        + "update cadres.archive a set facts_state = '5' where exists (select from cadres.archive_determination d where d.archive_id = a.id and d.state = '4' and d.removed_at is null);\n"
        + Like("quality_year", "closed", "state = '1'", "'state', '2', 'year', x.year - 1, 'name', replace(x.name, x.year::text, (x.year - 1)::text), 'scored_on', make_date(x.year - 1, 12, 5), 'closed_on', make_date(x.year - 1, 12, 20), 'summary', '材料完整率和数字化率都比上年提高，个别单位审核还要抓紧'")
        + Like("term_change", "closed", "state = '2'", "'state', '3', 'name', ({year} - 5) || ' 年乡镇领导班子换届', 'changes_on', make_date({year} - 5, 12, 1), 'opened_on', make_date({year} - 5, 6, 1), 'approved_by', '县委常委会', 'published_on', make_date({year} - 5, 6, 1), 'closed_on', make_date({year} - 5, 12, 20), 'satisfaction', 96, 'lessons', '早谋划、严程序；年轻干部储备要提前'")
        + string.Concat(new[] { "1", "2" }.Select(state => $"insert into cadres.term_congress select (jsonb_populate_record(x, jsonb_build_object('id', md5(x.id::text || 'people'), 'rank_order', x.rank_order + 50, 'meeting', '2', 'name', split_part(x.name, '·', 1) || '·人民代表大会', 'state', '{state}', 'planned_on', {{today}} + 40, 'submitted_on', case '{state}' when '2' then {{today}} - 2 end, 'submitted_to', case '{state}' when '2' then '上级党委' end, 'approved_on', null, 'approved_by', null, 'approved_no', null, 'held_on', null))).* from (select x.*, row_number() over (partition by x.term_change_id order by x.rank_order, x.id) as nth from cadres.term_congress x where x.meeting = '1') y join cadres.term_congress x on x.id = y.id where y.nth = {state};\n"))
        + Like("term_violation", "open", "state = '2'", "'state', '1', 'content', '反映有人以聚餐方式打招呼', 'received_on', {today} - 6, 'checked_by', null, 'closed_on', null, 'result', null, 'sanction', null, 'is_circulated', false, 'verdict', null")
        + Like("term_move", "cancelled", "state = '1'", "'state', '3', 'cancel_reason', '本人健康原因，另行考虑'")
        + "update cadres.term_move set state = '2', done_on = {today} - 5, document_no = '干任〔{year}〕18号' where id in (select distinct on (term_change_id) id from cadres.term_move where state = '1' order by term_change_id, planned_on, id);\n"
        + Like("reform", "prepared", "state = '2'", "'state', '1', 'name', '基层执法队伍整合', 'effective_on', {today} + 60, 'prepared_on', null")
        + Like("reform", "done", "state = '2'", "'state', '3', 'name', '数据管理职能划转', 'effective_on', {today} - 400, 'prepared_on', {today} - 420, 'closed_on', {today} - 380");
}
