namespace OrgWork.Cadres;

/// <summary>教育培训 (A11): classes a cadre has completed, with their hours.</summary>
static class CadreTraining
{
    static readonly CodeSet Kinds = new("cadre_training_kind", "培训类别", "干部教育培训工作条例", [new("1", "党校（行政学院）主体班"), new("2", "专题研讨和专业化能力班"), new("3", "任职、初任培训"), new("4", "网络培训"), new("9", "其他")]);

    /// <summary>Hours attended in the calendar year of the day or in the one before it, whichever are more: early in a year nobody has had a year's classes yet.</summary>
    public static string HoursOfYear(string cadre, string day) => $"(select coalesce(max(y.hours), 0)::int from (select sum(t.hours - coalesce(t.absent_hours, 0)) as hours from cadre_training t where t.cadre_id = {cadre} and t.removed_at is null and t.ended_on <= {day} and extract(year from t.ended_on) >= extract(year from {day}) - 1 group by extract(year from t.ended_on)) y)";

    /// <summary>Hours attended in the five years up to the day.</summary>
    public static string HoursOfFiveYears(string cadre, string day) => $"(select coalesce(sum(t.hours - coalesce(t.absent_hours, 0)), 0)::int from cadre_training t where t.cadre_id = {cadre} and t.removed_at is null and t.ended_on <= {day} and t.ended_on > ({day}::date - interval '5 years')::date)";

    public static Register Register => new()
    {
        Id = "training", Title = "教育培训", Noun = "培训", Counter = "次", Table = "cadre_training", ParentColumn = "cadre_id", KeepsHistory = true, BeganColumn = "began_on", ReadPermission = "cadres.files.read", WritePermission = "cadres.files.edit", Rules = [TrainingRules.Absence],
        Fields = [Field.Text("name", "培训班名称", 100).Required().Listed(), Field.Text("organiser", "主办单位", 100).Required().Listed(), Field.Code("kind", "培训类别", Kinds).Required().Listed(), Field.Date("began_on", "开始日期").Required().Listed().Past(), Field.Date("ended_on", "结束日期").Required().Listed(), Field.Number("hours", "学时", 1, 2000).Required().Listed(), Field.Number("absent_hours", "请假学时", 0, 2000).Listed(), Field.Text("result", "结业情况", 100).Listed()],
    };
}
