using System.Globalization;

namespace OrgWork.Cadres;

/// <summary>任期考核 (C6.4): at the end of a term or on leaving, what all years, cycles and special assessments of the term said, how far its goals were reached, and the conclusion.</summary>
public static class TermAssessing
{
    static readonly CodeSet Occasions = new("term_occasion", "考核时机", "党政领导干部考核工作条例", [new("1", "任期届满"), new("2", "离任")]);
    static readonly CodeSet States = new("term_assessment_state", "状态", "本平台", [new("1", "准备"), new("2", "已汇总，待结论"), new("3", "已作结论")]);
    public static readonly CodeSet Grades = new("term_grade", "任期考核等次", "党政领导干部考核工作条例", [new("1", "优秀"), new("2", "称职"), new("3", "基本称职"), new("4", "不称职")]);

    public static readonly Register Register = new()
    {
        Id = "term-assessments", Title = "任期考核", Noun = "任期考核", Counter = "人", Table = "term_assessment", ReadPermission = Assessing.Read, WritePermission = Assessing.Write,
        Fields =
        [
            Field.Text("post", "任期内职务", 120).Required().Wide(), (Field.Row("cadre_id", "干部", "files") with { IsRequired = true, IsListed = true }).Filter(), Field.Code("occasion", "考核时机", Occasions).Required().Listed().FirstFilter().DefaultsTo("1"),
            Field.Date("term_began_on", "任期开始").Required().Listed().Past(), Field.Date("term_ended_on", "任期届满（离任）").Required().Listed().Filter().Sortable(), Field.Code("state", "状态", States).Listed().FirstFilter().ByDeed(),
            Field.Date("gathered_on", "汇总日期").ByDeed().In("汇总和结论"), Field.LongText("gathered", "任期内考核结果汇总", 4000).ByDeed().In("汇总和结论"), Field.Number("goal_share", "任期目标平均完成（%）").Listed().ByDeed().In("汇总和结论"), Field.Code("grade", "任期考核等次", Grades).Listed().FirstFilter().ByDeed().In("汇总和结论"),
            Field.LongText("conclusion", "任期结论", 1000).ByDeed().In("汇总和结论"), Field.Date("decided_on", "决定日期").ByDeed().In("汇总和结论"), Field.Text("decided_by", "决定机关").ByDeed().In("汇总和结论"),
        ],
        Rules = [MoreAssessmentRules.TermInTime], Conditions = [ReadyCondition.Of(MoreAssessmentRules.TermInTime), new("准备", "state=1"), new("待结论", "state=2") { Light = "yellow" }, new("已作结论", "state=3")],
        Children = [Goals], Deeds = [Gather, Conclude],
    };

    static Register Goals => new()
    {
        Id = "goals", Title = "任期目标", Noun = "任期目标", Counter = "项", Table = "term_goal", ParentColumn = "term_assessment_id", ReadPermission = Assessing.Read, WritePermission = Assessing.Write,
        Fields = [Field.Text("goal", "目标", 200).Required().Listed(), Field.Text("target", "任期内要达到", 200).Required().Listed(), Field.Text("achieved", "实际完成", 200).Listed(), Field.Number("share", "完成（%）", 0, 200).Listed().Hinted("超额的可以大于 100"), Field.Text("remark", "说明", 300)],
    };

    sealed record Term(Guid CadreId, DateOnly TermBeganOn, DateOnly TermEndedOn, string State);

    /// <summary>Everything that was said of the person within the term, as it stands now; gathered anew as long as there is no conclusion.</summary>
    static RegisterDeed Gather => new("gather", "汇总任期内考核", Assessing.Write)
    {
        Consequence = "把任期内的年度考核、平时考核、专项考核结果和任期目标完成情况汇成一份；作结论以前可以重新汇总",
        Done = async (db, deed, stop) =>
        {
            if (await db.FirstAsync<Term>("select cadre_id, term_began_on, term_ended_on, state from term_assessment where id = @Id", new { deed.Id }, stop) is not { State: not "3" } term) return "已经作出结论";
            var goals = await db.QueryAsync<(string Goal, int? Share)>("select goal, share from term_goal where term_assessment_id = @Id and removed_at is null order by rank_order, id", new { deed.Id }, stop);
            if (goals.Count == 0) return "还没有任期目标，先在“任期目标”里登记";
            if (goals.Where(one => one.Share is null).Select(one => one.Goal).ToList() is { Count: > 0 } open) return $"任期目标还没有填完成情况：{string.Join("、", open)}";
            var last = Math.Min(term.TermEndedOn.Year, Clock.Today.Year);
            var yearly = (await db.QueryAsync<(int Year, string Grade)>("select year, grade from cadre_assessment where cadre_id = @CadreId and kind = '20' and year between @from and @to and removed_at is null order by year", new { term.CadreId, from = term.TermBeganOn.Year, to = last }, stop)).ToList();
            var routine = await db.QueryAsync<(string Grade, int Count)>("select grade, count(*)::int from cadre_routine where cadre_id = @CadreId and assessed_on between @TermBeganOn and @TermEndedOn and removed_at is null group by grade order by grade", new { term.CadreId, term.TermBeganOn, term.TermEndedOn }, stop);
            var special = await db.QueryAsync<(string Name, string Grade)>("select s.name, r.grade from special_result r join special_project s on s.id = r.special_project_id where r.cadre_id = @CadreId and s.state = '3' and s.concluded_on between @TermBeganOn and @TermEndedOn and r.removed_at is null order by s.concluded_on", new { term.CadreId, term.TermBeganOn, term.TermEndedOn }, stop);
            // The year of taking office counts when it is graded; the years between must be there.
            var missing = Enumerable.Range(term.TermBeganOn.Year + 1, Math.Max(0, last - term.TermBeganOn.Year - 1)).Except(yearly.Select(one => one.Year)).ToList();
            var share = (int)Math.Round(goals.Average(one => one.Share!.Value), MidpointRounding.AwayFromZero);
            string[] lines =
            [
                $"年度考核：{(yearly.Count == 0 ? "没有" : string.Join("，", yearly.Select(one => $"{one.Year.ToString(CultureInfo.InvariantCulture)} {StandardCodes.AssessmentResult.NameOf(one.Grade)}")))}{(missing.Count > 0 ? $"；缺 {string.Join("、", missing)} 年度" : "")}",
                $"平时考核：{(routine.Count == 0 ? "没有" : string.Join("，", routine.Select(one => $"{Assessing.RoutineGrades.NameOf(one.Grade)} {one.Count} 期")))}",
                $"专项考核：{(special.Count == 0 ? "没有" : string.Join("，", special.Select(one => $"{one.Name} {Assessing.RoutineGrades.NameOf(one.Grade)}")))}",
                $"任期目标：{goals.Count} 项，平均完成 {share}%，完成的 {goals.Count(one => one.Share >= 100)} 项",
            ];
            await db.ExecuteAsync("update term_assessment set state = '2', gathered_on = @today, gathered = @text, goal_share = @share, version = version + 1, changed_at = now(), changed_by = @by where id = @Id", new { deed.Id, today = Clock.Today, text = string.Join('\n', lines), share, by = db.Actor.Id }, stop);
            return null;
        },
    };

    static RegisterDeed Conclude => new("conclude", "作出任期结论", Assessing.Decide)
    {
        Consequence = "结论记入干部档案（届满考核），目标和汇总不再改",
        Fields = [Field.Code("grade", "任期考核等次", Grades).Required(), Field.LongText("conclusion", "任期结论", 1000).Required().Hinted("主要实绩、不足；缺年度考核的写明原因"), Field.Text("decided_by", "决定机关", 60).Required(), Field.Date("decided_on", "决定日期").Required().Past()],
        Done = async (db, deed, stop) =>
        {
            var (on, grade) = (deed.Day("decided_on"), deed.Text("grade"));
            if (await db.FirstAsync<(Guid Cadre, DateOnly Ended, DateOnly? Gathered, string State)?>("select cadre_id, term_ended_on, gathered_on, state from term_assessment where id = @Id", new { deed.Id }, stop) is not { } term || term.State != "2") return "先汇总任期内考核，再作结论；已经作过结论的不再作";
            if (on < term.Ended) return $"任期 {Dates.Format(term.Ended)} 才满，结论不能早于这一天";
            await db.ExecuteAsync("update term_assessment set state = '3', grade = @grade, conclusion = @words, decided_by = @organ, decided_on = @on, version = version + 1, changed_at = now(), changed_by = @by where id = @Id", new { deed.Id, grade, words = deed.Text("conclusion"), organ = deed.Text("decided_by"), on, by = db.Actor.Id }, stop);
            var (id, path, name) = await db.FirstAsync<(Guid, string, string)>("select id, locality_path, name from cadre where id = @Cadre", new { term.Cadre }, stop);
            if (name is null) return "这名干部不在您的范围里，结论由其所在地作出";
            await db.ExecuteAsync("insert into cadre_assessment (cadre_id, locality_path, year, kind, grade, remark, rank_order, created_by, changed_by) values (@id, @path, @year, '34', @grade, '任期考核', -@year, @by, @by)", new { id, path, year = term.Ended.Year, grade, by = db.Actor.Id }, stop);
            await db.RecordAsync(new(DeedKind.Update, "files", id, path, name, [new("任期考核", null, Grades.NameOf(grade!))], deed.Text("decided_by")), stop);
            return null;
        },
    };
}
