using System.Globalization;

namespace OrgWork.Cadres;

/// <summary>任前公示: the persons to be appointed, with the working days within which objections are heard.</summary>
static class PublicNotice
{
    /// <summary>任用条例 2019: not less than five working days.</summary>
    const int LeastDays = 5;

    static readonly Layout Layout = new(Paper.Official,
        new PaperLine("干部任前公示") { Font = PaperFont.Title, Size = 22, Align = PaperAlign.Centre, Leading = 36 },
        Body("根据《党政领导干部选拔任用工作条例》有关规定，经{研究机关}研究，现将{人数}名拟任（提名）人选予以公示：") with { Above = 16 },
        Body("{名单}"),
        Body("公示期：{公示期}。"),
        Body("公示期间，如对公示人选有情况反映，请以真实姓名或单位名义，通过来信、来电、来访等方式向{落款}反映。反映情况应实事求是、客观公正。"),
        Body("受理方式：{受理方式}。"),
        new PaperLine("{落款}") { Font = PaperFont.FangSong, Size = 16, Leading = 29, Align = PaperAlign.End, IndentEnd = 2, Above = 24 },
        new PaperLine("{公示日期}") { Font = PaperFont.FangSong, Size = 16, Leading = 29, Align = PaperAlign.End, IndentEnd = 4 });

    public static readonly Document Document = new()
    {
        Id = "public-notice", Title = "任前公示", Permission = "cadres.documents.print", TemplatePermission = "cadres.documents.templates", IsForAll = true,
        Options =
        [
            Field.Text("organ", "公示机关", 60).Required().Hinted("落款，如 中共某某县委组织部"),
            Field.Text("decided_by", "研究决定的机关", 60).Required().Hinted("如 县委常委会"),
            Field.Date("begins_on", "公示开始").Hinted("不填即今天"),
            Field.Number("days", "公示工作日数", LeastDays, 30).DefaultsTo("5").Hinted("不少于 5 个工作日，节假日按日历扣除"),
            Field.Text("contact", "受理电话、地址", 120).Required().Hinted("如 12380、某某路 1 号县委组织部干部监督室"),
        ],
        RequiredTags = ["名单", "公示期"],
        Layout = _ => Layout,
        Fill = FillAsync,
    };

    static PaperLine Body(string text) => new(text) { Font = PaperFont.FangSong, Size = 16, Leading = 29, Indent = 2, Align = PaperAlign.Both };

    static async Task<IReadOnlyList<DocumentCopy>> FillAsync(DocumentRequest request)
    {
        var (cadres, calendar) = await request.Db.QueryManyAsync($"""
            select id, name, sex, nation, native_place, birth_on, politics, party_joined_on, work_began_on, full_time_education, in_service_education, post_title, proposed_post from {request.Table} c where id = any(@ids);
            select day, is_working from org.holiday; select year from org.holiday_year
            """, new { ids = request.Ids.ToArray() }, async grid => (
                (await grid.ReadAsync<Cadre>()).ToDictionary(cadre => cadre.Id),
                new WorkingCalendar([.. (await grid.ReadAsync<(DateOnly Day, bool IsWorking)>()).Select(day => KeyValuePair.Create(day.Day, day.IsWorking))], await grid.ReadAsync<int>())), request.Stop);
        var people = request.InOrder(cadres);
        var begins = request.DayOf("begins_on");
        var days = request.Options.GetValueOrDefault("days") as int? ?? LeastDays;
        var ends = calendar.Nth(begins, days);
        var content = new DocumentContent()
            .Text("研究机关", request.TextOf("decided_by")).Text("人数", people.Count.ToString(CultureInfo.InvariantCulture))
            .Text("名单", string.Join('\n', people.Select(Describe)))
            .Text("公示期", $"{FormText.LongDate(begins)}至{FormText.LongDate(ends.Day)}（{days}个工作日）")
            .Text("受理方式", request.TextOf("contact")).Text("落款", request.TextOf("organ")).Text("公示日期", FormText.LongDate(begins));
        List<string> warnings = [.. people.Where(cadre => string.IsNullOrEmpty(cadre.ProposedPost)).Select(cadre => $"{cadre.Name}没有拟任职务")];
        if (!ends.IsCertain) warnings.Add(ends.Warning);
        return [new(null, "", $"{people.Count}人", null, content) { Warnings = warnings }];
    }

    static string Describe(Cadre cadre)
    {
        List<string> parts = [cadre.Name];
        if (cadre.Sex is { } sex) parts.Add(StandardCodes.Sex.NameOf(sex));
        if (cadre.Nation is { } nation) parts.Add(StandardCodes.Nation.NameOf(nation));
        if (cadre.NativePlace is { Length: > 0 } place) parts.Add(place + "人");
        if (cadre.BirthOn is { } birth) parts.Add($"{birth.Year}年{birth.Month}月生");
        if ((cadre.InServiceEducation ?? cadre.FullTimeEducation) is { } education) parts.Add(StandardCodes.Education.NameOf(education) + (cadre.InServiceEducation is null ? "学历" : "（在职）学历"));
        if (cadre.WorkBeganOn is { } work) parts.Add($"{work.Year}年{work.Month}月参加工作");
        if (cadre.Politics is "01" or "02" && cadre.PartyJoinedOn is { } joined) parts.Add($"{joined.Year}年{joined.Month}月加入中国共产党");
        else if (cadre.Politics is { } politics and not "13") parts.Add(StandardCodes.Politics.NameOf(politics));
        if (cadre.PostTitle is { Length: > 0 } post) parts.Add("现任" + post);
        parts.Add(cadre.ProposedPost is { Length: > 0 } proposed ? "拟任" + proposed : "拟任　　　　　");
        return string.Join('，', parts) + "。";
    }

    sealed record Cadre(Guid Id, string Name, string? Sex, string? Nation, string? NativePlace, DateOnly? BirthOn, string? Politics, DateOnly? PartyJoinedOn, DateOnly? WorkBeganOn, string? FullTimeEducation, string? InServiceEducation, string? PostTitle, string? ProposedPost);
}
