using OrgWork.Kernel;

namespace OrgWork.Cadres;

/// <summary>三龄两历 and the rest that a file and a record must agree on. It says what is doubtful, and changes nothing.</summary>
static class FormCheck
{
    public const string Career = "经历：";

    /// <param name="identity">of the file, when it is a right one</param>
    /// <param name="record">null for somebody new</param>
    /// <param name="posts">the record's posts: the month each began, and its name</param>
    public static IEnumerable<string> Doubts(FormFile file, IdentityNumber? identity, Columns? record, IReadOnlyList<(Month From, string Name)> posts, Month today)
    {
        var birth = FormFields.DayOf(file.Text(FormElements.Birth), out _);
        if (identity is not null)
        {
            if (birth is { } born && (identity.Birth.Year, identity.Birth.Month) != (born.Year, born.Month)) yield return $"年龄：表上出生 {Month.Of(born)}，公民身份号码上是 {Month.Of(identity.Birth)}";
            if (file.Text(FormElements.Sex) is "男" or "女" && file.Text(FormElements.Sex) == "男" != identity.IsMale) yield return $"性别：表上是{file.Text(FormElements.Sex)}，公民身份号码上是{(identity.IsMale ? "男" : "女")}";
        }
        if (record is not null)
        {
            foreach (var (label, element, column) in ((string, string, string)[])[("年龄", FormElements.Birth, "birth_on"), ("工龄", FormElements.WorkBegan, "work_began_on")])
                if (FormFields.DayOf(file.Text(element), out _) is { } said && record.Date(column) is { } known && Month.Of(said) != Month.Of(known)) yield return $"{label}：表上{FormElements.NameOf(element)} {Month.Of(said)}，名册 {Month.Of(known)}";
            var party = FormFields.Find(FormElements.Party)!;
            if (file.Text(FormElements.Party) != "" && party.Read(file.Text(FormElements.Party), record).Values.GetValueOrDefault("party_joined_on") is DateOnly joined && record.Date("party_joined_on") is { } before && Month.Of(joined) != Month.Of(before)) yield return $"党龄：表上入党时间 {Month.Of(joined)}，名册 {Month.Of(before)}";
            foreach (var element in (string[])["QuanRiZhiJiaoYu_XueLi", "ZaiZhiJiaoYu_XueLi"])
                if (FormFields.Find(element) is { } field && file.Text(element) is { Length: > 0 } said && field.Write(record, "") is { Length: > 0 } known && !field.IsSame(said, record)) yield return $"学历：表上{field.Label}“{said}”，名册“{known}”";
        }
        var lines = ResumeText.Read(file.Text(FormElements.Resume) is { Length: > 0 } resume ? ResumeText.Stored(resume, out _) : null, today);
        foreach (var line in lines)
            foreach (var doubt in line.Doubts.Where(doubt => !doubt.StartsWith("写法", StringComparison.Ordinal))) yield return $"{Career}简历第 {line.Number} 行{(line.From is null ? "" : $"（{line.Period}）")}{doubt}";
        if (lines.Count > 0)
            foreach (var missing in ResumeText.MissingPosts(lines, posts)) yield return Career + missing;
        if (FormFields.DayOf(file.Text(FormElements.WorkBegan), out _) is { } began && birth is { } day && Month.Of(day).AgeAt(Month.Of(began)) < 14) yield return $"工龄：参加工作时 {Month.Of(day).AgeAt(Month.Of(began))} 岁，请核对";
    }
}
