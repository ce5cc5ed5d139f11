using System.Globalization;

namespace OrgWork.Cadres;

public sealed record QualityFacts
{
    [KnownAs("超期没有完成的任务", Unit = "项")] public int? Late { get; init; }
}

/// <summary>干部档案工作“质量提升年” (C1.12): the year's tasks, each unit's score from how its files stand, their order, and what is said of the year at its end.</summary>
public static class QualityYears
{
    static readonly CodeSet States = new("quality_state", "状态", "本平台", [new("1", "进行中"), new("2", "已总结")]);

    public static readonly Rule<QualityFacts> TasksInTime = new()
    {
        Id = "cadres.quality-years.tasks", Title = "质量提升年的任务按期完成", WhenBroken = "有任务超期没有完成", Basis = new("本级活动方案"), Severity = Severity.Remind, Light = "red",
        Population = new("quality-years", "select y.id, y.locality_path, y.name as title, (select count(*)::int from quality_task t where t.quality_year_id = y.id and t.done_on is null and t.due_on < {day} and t.removed_at is null) as late from quality_year y where y.removed_at is null and y.state = '1'"),
        Test = new([nameof(QualityFacts.Late)], "late = 0", (f, _) => Finding.Of(f.Late == 0, $"超期没有完成 {f.Late} 项")),
        Examples = [new("都按期", new() { Late = 0 }, new(2026, 11, 21), Outcome.Met), new("超期一项", new() { Late = 1 }, new(2026, 11, 21), Outcome.Broken)],
    };

    public static readonly Register Register = new()
    {
        Id = "quality-years", Title = "档案质量提升年", Noun = "活动", Counter = "项", Table = "quality_year", ReadPermission = ArchiveFiles.Read, WritePermission = ArchiveFiles.Write,
        Fields =
        [
            Field.Text("name", "活动", 80).Required().Wide().Hinted("如 干部档案工作“质量提升年”"), Field.Number("year", "年度", 2000, 2100).Required().Listed().FirstFilter().Sortable(), Field.Text("goal", "目标", 300).Required(), Field.Number("weight_complete", "材料齐全权重", 0, 100).Required().DefaultsTo("50"), Field.Number("weight_digital", "数字化权重", 0, 100).Required().DefaultsTo("20"), Field.Number("weight_passed", "审核通过权重", 0, 100).Required().DefaultsTo("30").Hinted("三项合计 100"), Field.Number("valid_years", "审核几年内有效", 1, 20).Required().DefaultsTo("2").Hinted("按年度算，含当年"),
            Field.Code("state", "状态", States).Listed().FirstFilter().ByDeed(), Field.Date("scored_on", "计分日期").Listed().ByDeed(), Field.Date("closed_on", "总结日期").Listed().ByDeed(), Field.LongText("summary", "总结", 3000).ByDeed(),
        ],
        Rules = [TasksInTime], Conditions = [ReadyCondition.Of(TasksInTime), new("进行中", "state=1"), new("已总结", "state=2")],
        Children = [Tasks, Scores], Deeds = [Score, Close],
    };

    static Register Tasks => new()
    {
        Id = "tasks", Title = "任务", Noun = "任务", Counter = "项", Table = "quality_task", ParentColumn = "quality_year_id", ReadPermission = ArchiveFiles.Read, WritePermission = ArchiveFiles.Write,
        Fields = [Field.Text("task", "任务", 120).Required().Listed(), Field.Text("unit_name", "责任单位", 60).Required().Listed(), Field.Date("due_on", "期限").Required().Listed(), Field.Date("done_on", "完成日期").Listed().Past(), Field.Text("result", "完成情况", 200).Listed().Hinted("填了完成日期的必填")],
    };

    static Register Scores => new()
    {
        Id = "scores", Title = "单位得分", Noun = "得分", Counter = "个单位", Table = "quality_score", ParentColumn = "quality_year_id", IsLedger = true, ReadPermission = ArchiveFiles.Read, WritePermission = ArchiveFiles.Write,
        Fields = [Field.Number("place", "名次").Listed(), Field.Text("unit_name", "单位").Listed(), Field.Number("files", "档案（卷）").Listed(), Field.Text("complete", "材料齐全（%）").Listed(), Field.Text("digital", "已数字化（%）").Listed(), Field.Text("passed", "审核通过（%）").Listed(), Field.Text("score", "得分").Listed()],
    };

    static RegisterDeed Score => new("score", "计算得分", ArchiveFiles.Write)
    {
        Consequence = "按今天各单位的档案重算：材料齐全、已数字化、专项审核通过各占多少，乘权重，排名次；上一次的得分被替换",
        Done = async (db, deed, stop) =>
        {
            if (await db.FirstAsync<string>("select state from quality_year where id = @Id", new { deed.Id }, stop) != "1") return "已经总结，得分不再重算";
            await db.ExecuteAsync("update quality_score set removed_at = now(), removed_by = @by, removed_reason = '重新计分' where quality_year_id = @Id and removed_at is null", new { deed.Id, by = db.Actor.Id }, stop);
            // Audited at all in as many years as an audit is good for; who was not audited has not passed.
            if (await db.ExecuteAsync("""
                insert into quality_score (quality_year_id, locality_path, rank_order, place, unit_name, files, complete, digital, passed, score, created_by, changed_by)
                select @Id, @LocalityPath, rank() over (order by s.score desc), rank() over (order by s.score desc), s.unit_name, s.files, s.complete, s.digital, s.passed, s.score, @by, @by from (
                  select u.*, round((u.complete * y.weight_complete + u.digital * y.weight_digital + u.passed * y.weight_passed) / 100, 1) as score from quality_year y cross join lateral (
                    select o.name as unit_name, count(*)::int as files, round(100.0 * count(*) filter (where not exists (select from archive_missing m where m.archive_id = a.id and m.received_on is null and m.removed_at is null)) / count(*), 1) as complete, round(100.0 * count(*) filter (where a.is_digital) / count(*), 1) as digital,
                      round(100.0 * count(*) filter (where exists (select from archive_audit_item i join archive_audit p on p.id = i.audit_id and p.removed_at is null where i.archive_id = a.id and i.state = '4' and i.removed_at is null and extract(year from p.ended_on) between y.year - y.valid_years + 1 and y.year)) / count(*), 1) as passed
                    from archive a join cadre c on c.id = a.cadre_id join org.unit o on o.id = c.unit_id where a.removed_at is null and a.state in ('1', '2') and starts_with(a.locality_path, @LocalityPath) group by o.id, o.name) u where y.id = @Id) s
                """, new { deed.Id, deed.LocalityPath, by = db.Actor.Id }, stop) == 0) return "还没有登记单位的档案";
            await db.ExecuteAsync("update quality_year set scored_on = @today, version = version + 1, changed_at = now(), changed_by = @by where id = @Id", new { deed.Id, today = Clock.Today, by = db.Actor.Id }, stop);
            return null;
        },
    };

    static RegisterDeed Close => new("close", "总结", ArchiveFiles.Determine)
    {
        Consequence = "写出总结报告，任务和得分就此固定",
        Fields = [Field.Date("closed_on", "总结日期").Required().Past(), Field.Text("words", "总结意见", 500).Required()],
        Done = async (db, deed, stop) =>
        {
            if (await db.FirstAsync<(string State, DateOnly? Scored, int Tasks, int Done, string? Best)?>("select y.state, y.scored_on, (select count(*)::int from quality_task t where t.quality_year_id = y.id and t.removed_at is null), (select count(*)::int from quality_task t where t.quality_year_id = y.id and t.done_on is not null and t.removed_at is null), (select string_agg(s.place || '. ' || s.unit_name || ' ' || s.score || ' 分', '；' order by s.place, s.unit_name) from (select * from quality_score where quality_year_id = y.id and removed_at is null order by place, unit_name limit 10) s) from quality_year y where y.id = @Id", new { deed.Id }, stop) is not { State: "1" } one) return "已经总结";
            if (one.Scored is null) return "还没有计算得分";
            await db.ExecuteAsync("update quality_year set state = '2', closed_on = @on, summary = @words, version = version + 1, changed_at = now(), changed_by = @by where id = @Id", new { deed.Id, on = deed.Day("closed_on"), words = string.Create(CultureInfo.InvariantCulture, $"任务 {one.Tasks} 项，完成 {one.Done} 项。{Dates.Format(one.Scored.Value)} 计分，前列：{one.Best}。\n{deed.Text("words")}"), by = db.Actor.Id }, stop);
            return null;
        },
    };
}
