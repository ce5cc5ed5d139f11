using OrgWork.Kernel;

namespace OrgWork.Cadres;

/// <summary>One post of the record.</summary>
sealed record CareerPost(Guid Id, DateOnly BeganOn, DateOnly? EndedOn, string UnitName, string PostName, string? Level, string Kind, string State, bool IsMain, bool IsGrassroots)
{
    public Month From => Month.Of(BeganOn);
    public Month? To => EndedOn is { } on ? Month.Of(on) : null;
    public string Words => (PostName.StartsWith(UnitName, StringComparison.Ordinal) ? "" : UnitName) + PostName + (Kind is "1" ? "" : $"（{CadreCodes.PostKind.NameOf(Kind)}）");
    public string Line => $"{From}--{(To is { } to ? to.ToString() : "       ")}  {Words}";
}

/// <summary>A full-time course: the line of a résumé before the first post.</summary>
sealed record CareerStudy(DateOnly EnteredOn, DateOnly? GraduatedOn, string School, string? Major)
{
    public Month From => Month.Of(EnteredOn);
    public string Line => $"{From}--{(GraduatedOn is { } on ? Month.Of(on).ToString() : "       ")}  {School}{(Major is null ? "" : Major + "专业")}学习";
}

/// <summary>What the posts come to, in months; nothing of it is stored.</summary>
/// <param name="Posts">main posts; 挂职、选派、借调 are counted apart</param>
sealed record CareerSums(int? InPost, int? AtLevel, int Posts, int Elsewhere, int Grassroots)
{
    public static string Words(int? months) => months is not { } all ? "—" : (all / 12, all % 12) switch { (0, var m) => $"{m} 个月", (var y, 0) => $"{y} 年", var (y, m) => $"{y} 年 {m} 个月" };
}

/// <summary>One row of the two views side by side: a line of the résumé, the posts or the course it tells of, and what does not agree.</summary>
sealed record CareerRow(ResumeLine? Line, IReadOnlyList<CareerPost> Posts, CareerStudy? Study, IReadOnlyList<string> Doubts);

/// <summary>任职经历 (C1.2): the résumé as text and the posts one by one are two views of one truth.</summary>
static class Career
{
    public static CareerSums Sum(IReadOnlyList<CareerPost> posts, Month today)
    {
        var present = posts.Where(post => post.IsMain && (post.To is null || post.To > today)).OrderByDescending(post => post.From.First).FirstOrDefault();
        // Months are counted once, however many posts were held in them.
        int Months(Func<CareerPost, bool> which) => posts.Where(which).SelectMany(post => Enumerable.Range(0, Math.Max(0, post.From.MonthsUntil(post.To is { } to && to < today ? to : today))).Select(n => post.From.AddMonths(n))).Distinct().Count();
        return new(present?.From.MonthsUntil(today), present?.Level is { } level ? Months(post => post.Level == level) : null,
            posts.Count(post => post is { IsMain: true, Kind: "1" }), posts.Count(post => post.Kind != "1"), Months(post => post.IsGrassroots));
    }

    /// <summary>Gaps between the posts themselves, by the post at which they show; two main posts at once the database refuses.</summary>
    public static ILookup<Guid, string> Doubts(IReadOnlyList<CareerPost> posts)
    {
        var found = new List<(Guid Post, string Words)>();
        Month? last = null;
        foreach (var post in posts.OrderBy(post => post.From.First).ThenBy(post => post.To?.First ?? DateOnly.MaxValue))
        {
            if (post.State == "1" && post.EndedOn is not null) found.Add((post.Id, "任职表：填了免职时间，任职状态还是在任"));
            if (post.State == "0" && post.EndedOn is null) found.Add((post.Id, "任职表：已免，没有免职时间"));
            if (last is { } before)
            {
                if (post.From > before) found.Add((post.Id, $"任职表：与上一段之间空 {before.MonthsUntil(post.From)} 个月（上一段到 {before}）"));
            }
            var to = post.To ?? new Month(9999, 12);
            if (last is null || to > last.Value) last = to;
        }
        return found.ToLookup(one => one.Post, one => one.Words);
    }

    /// <summary>Line by line, in the order of the text; what the text does not have stands where it belongs by its month.</summary>
    public static IReadOnlyList<CareerRow> Compare(IReadOnlyList<ResumeLine> lines, IReadOnlyList<CareerPost> posts, IReadOnlyList<CareerStudy> studies)
    {
        var (own, rows, told) = (Doubts(posts), new List<CareerRow>(), new HashSet<Guid>());
        foreach (var line in lines)
        {
            var begun = line.From is { } from ? posts.Where(post => post.From == from && (post.IsMain || Names(line, post))).ToList() : [];
            var study = begun.Count == 0 && line.From is { } month ? studies.FirstOrDefault(one => one.From == month && line.Text.Contains(one.School, StringComparison.Ordinal)) : null;
            var doubts = new List<string>(line.Doubts);
            foreach (var post in begun)
            {
                told.Add(post.Id);
                doubts.AddRange(own[post.Id]);
                if (post.IsMain && post.To != line.To) doubts.Add($"止于何时不一致：简历{(line.To is { } to ? $"到 {to}" : "至今")}，任职表{(post.To is { } end ? $"到 {end}" : "没有免职")}");
                if (!Names(line, post)) doubts.Add($"写法不一致：任职表为“{post.Words}”");
            }
            if (line.From is not null && begun.Count == 0 && study is null) doubts.Add("任职表里没有从这个月开始的一段");
            rows.Add(new(line, begun, study, doubts));
        }
        foreach (var post in posts.Where(post => !told.Contains(post.Id) && (post.IsMain || !lines.Any(line => Names(line, post)))).OrderBy(post => post.From.First))
        {
            var at = rows.FindIndex(row => (row.Line?.From ?? (row.Posts is [var held, ..] ? held.From : null)) is { } from && from > post.From);
            rows.Insert(at < 0 ? rows.Count : at, new(null, [post], null, [.. own[post.Id], "简历里没有这一段"]));
        }
        return rows;
    }

    static bool Names(ResumeLine line, CareerPost post) => Bare(line.Text).Contains(Bare(post.PostName), StringComparison.Ordinal);
    static string Bare(string text) => string.Concat(text.Where(c => !char.IsWhiteSpace(c) && c is not ('、' or '，' or ','))).Replace("（兼）", "", StringComparison.Ordinal);

    /// <summary>简历 as the form prints it, from the courses and posts; notes of the present text (其间…) stay behind the line they stood behind.</summary>
    public static string ToText(IReadOnlyList<CareerPost> posts, IReadOnlyList<CareerStudy> studies, IReadOnlyList<ResumeLine> present)
    {
        var notes = new Dictionary<Month, List<string>>();
        var last = default(Month?);
        var loose = new List<string>();
        foreach (var line in present)
        {
            if (line.From is { } from) last = from;
            else if (last is { } behind) (notes.TryGetValue(behind, out var some) ? some : notes[behind] = []).Add(line.Raw);
            else loose.Add(line.Raw);
        }
        var first = posts.Where(post => post.IsMain).Select(post => post.From).DefaultIfEmpty(new Month(9999, 12)).Min();
        var made = studies.Where(study => study.From < first).Select(study => (study.From, study.Line)).Concat(posts.Where(post => post.IsMain).Select(post => (post.From, post.Line))).OrderBy(one => one.From.First).ToList();
        var text = new List<string>(loose);
        foreach (var (from, line) in made)
        {
            text.Add(line);
            if (notes.Remove(from, out var behind)) text.AddRange(behind);
        }
        return string.Join('\n', text.Concat(notes.OrderBy(pair => pair.Key.First).SelectMany(pair => pair.Value)));
    }
}
