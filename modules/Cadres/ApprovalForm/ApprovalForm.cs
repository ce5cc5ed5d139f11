namespace OrgWork.Cadres;

/// <summary>干部任免审批表 from the record: as stored where the form's text is kept, else put together from posts, education and assessments.</summary>
static class ApprovalForm
{
    static readonly CodeSet Edition = new("approval_edition", "表式", "干部任免审批表", [new("1", "含到龄时间"), new("2", "不含到龄时间")]);

    public static readonly Document Document = new()
    {
        Id = "approval", Title = "干部任免审批表", Permission = "cadres.documents.print", TemplatePermission = "cadres.documents.templates",
        Options =
        [
            Field.Code("edition", "表式", Edition).Required().DefaultsTo("1").Hinted("2025 年起的表在第三行有到龄时间"),
            Field.Date("reckoning", "计算年龄时间").Hinted("不填即档案里登记的；没有登记的算到今天"),
            Field.Text("filled_by", "填表人", 18).Hinted("不填即档案里登记的"),
        ],
        RequiredTags = ["姓名", "出生年月", "现任职务", "简历"],
        Layout = _ => ApprovalFormLayout.Layout,
        Fill = FillAsync,
    };

    static async Task<IReadOnlyList<DocumentCopy>> FillAsync(DocumentRequest request)
    {
        var ids = request.Ids.ToArray();
        var all = await request.Db.QueryManyAsync($"""
            select c.*, u.name as unit_name from {request.Table} c left join {request.AsItWas("org.unit")} u on u.id = c.unit_id where c.id = any(@ids);
            select cadre_id, unit_name, post_name, began_on, ended_on from {request.AsItWas("cadre_post")} p where cadre_id = any(@ids) and removed_at is null and is_main order by began_on, rank_order;
            select cadre_id, school, major, entered_on, graduated_on from {request.AsItWas("cadre_education")} e where cadre_id = any(@ids) and removed_at is null and kind = '1' and entered_on is not null order by entered_on;
            select cadre_id, name, relation, relation_text, birth_on, politics, politics_text, workplace, situation from {request.AsItWas("cadre_family")} f where cadre_id = any(@ids) and removed_at is null order by rank_order, id;
            select cadre_id, year as number, grade from {request.AsItWas("cadre_assessment")} a where cadre_id = any(@ids) and removed_at is null and kind = '20' order by year;
            select distinct on (cadre_id) cadre_id, content from cadre_photo where cadre_id = any(@ids) and removed_at is null order by cadre_id, created_at desc
            """, new { ids }, async grid => (
                Cadres: (await grid.ReadAsync<Cadre>()).ToDictionary(cadre => cadre.Id),
                Posts: (await grid.ReadAsync<Post>()).ToLookup(row => row.CadreId),
                Studies: (await grid.ReadAsync<Study>()).ToLookup(row => row.CadreId),
                Family: (await grid.ReadAsync<Relative>()).ToLookup(row => row.CadreId),
                Years: (await grid.ReadAsync<Year>()).ToLookup(row => row.CadreId),
                Photos: (await grid.ReadAsync<Photo>()).ToDictionary(photo => photo.CadreId)), request.Stop);

        return [.. request.InOrder(all.Cadres).Select(cadre => CopyOf(request, cadre, [.. all.Posts[cadre.Id]], [.. all.Studies[cadre.Id]], [.. all.Family[cadre.Id]], [.. all.Years[cadre.Id]], all.Photos.GetValueOrDefault(cadre.Id)?.Content))];
    }

    static DocumentCopy CopyOf(DocumentRequest request, Cadre cadre, List<Post> posts, List<Study> studies, List<Relative> family, List<Year> years, byte[]? photo)
    {
        var reckoning = request.Options.GetValueOrDefault("reckoning") as DateOnly? ?? cadre.AgeReckonedOn ?? cadre.FormFilledOn ?? request.DayOf("reckoning");
        var resume = FormText.Resume(cadre.Resume) is { Length: > 0 } stored ? stored : ResumeOf(posts, studies);
        var content = new DocumentContent()
            .Text("姓名", FieldText.Padded(cadre.Name)).Text("性别", Name(StandardCodes.Sex, cadre.Sex))
            .Text("出生年月", FormText.BirthWithAge(cadre.BirthOn, reckoning)).Picture("照片", photo)
            .Text("民族", Name(StandardCodes.Nation, cadre.Nation)).Text("籍贯", cadre.NativePlace).Text("出生地", cadre.BirthPlace)
            .Text("入党时间", PartyTime(cadre)).Text("参加工作时间", FormText.MonthOf(cadre.WorkBeganOn))
            .Either(ApprovalFormLayout.AgeLimitShown, request.Options.GetValueOrDefault("edition") as string != "2").Text("到龄时间", FormText.MonthOf(cadre.AgeLimitOn))
            .Text("健康状况", cadre.Health).Text("专业技术职务", cadre.TechnicalTitle).Text("熟悉专业有何专长", cadre.Specialty)
            .Text("全日制学历学位", Lines(cadre.FullTimeEducationText ?? Name(StandardCodes.Education, cadre.FullTimeEducation), cadre.FullTimeDegreeText ?? Name(StandardCodes.Degree, cadre.FullTimeDegree)))
            .Text("全日制毕业院校系及专业", Lines(cadre.FullTimeSchool, cadre.FullTimeDegreeSchool))
            .Text("在职学历学位", Lines(cadre.InServiceEducationText ?? Name(StandardCodes.Education, cadre.InServiceEducation), cadre.InServiceDegreeText ?? Name(StandardCodes.Degree, cadre.InServiceDegree)))
            .Text("在职毕业院校系及专业", Lines(cadre.InServiceSchool, cadre.InServiceDegreeSchool))
            .Text("现任职务", cadre.PostTitle).Text("拟任职务", cadre.ProposedPost).Text("拟免职务", cadre.PostToRemove)
            .Text("简历", resume, rest: "简历续")
            .Text("奖惩情况", cadre.Rewards)
            .Text("年度考核结果", cadre.AssessmentSummary ?? FormText.Assessments(years.TakeLast(2).Select(year => (year.Number, StandardCodes.AssessmentResult.NameOf(year.Grade)))))
            .Text("任免理由", cadre.AppointmentReason)
            .Rows("家庭成员", family.Select(relative => RowOf(relative, reckoning)), ApprovalFormLayout.FamilyRoom)
            .Text("呈报单位", cadre.SubmittingUnit)
            .Text("填表人", request.TextOf("filled_by") is { Length: > 0 } by ? by : cadre.FormFilledBy);

        List<string> warnings = [];
        if (photo is null) warnings.Add("没有照片");
        if (resume == "") warnings.Add("没有简历");
        else if (cadre.Resume is null) warnings.Add("没有登记简历，由任职记录拼成，请核对");
        if (string.IsNullOrEmpty(cadre.ProposedPost) && string.IsNullOrEmpty(cadre.PostToRemove)) warnings.Add("没有拟任、拟免职务");
        if (family.Count == 0) warnings.Add("没有家庭成员");
        if (family.Count > ApprovalFormLayout.FamilyRoom) warnings.Add($"家庭成员 {family.Count} 人，表内 {ApprovalFormLayout.FamilyRoom} 行，已缩小行高");
        return new(cadre.Id, cadre.Name, cadre.UnitName ?? "", cadre.LocalityPath, content) { Warnings = warnings };
    }

    static DocumentContent RowOf(Relative relative, DateOnly reckoning) => new DocumentContent()
        .Text("称谓", relative.RelationText ?? Name(StandardCodes.Kinship, relative.Relation)).Text("亲属姓名", FieldText.Padded(relative.Name))
        .Text("年龄", FormText.AgeOfRelative(relative.BirthOn, reckoning, relative.Workplace, relative.Situation))
        .Text("亲属政治面貌", relative.PoliticsText ?? Name(StandardCodes.Politics, relative.Politics))
        .Text("工作单位及职务", relative.Situation is { Length: > 0 } now && relative.Workplace?.Contains(now, StringComparison.Ordinal) != true ? $"{relative.Workplace}（{now.Trim('（', '）')}）" : relative.Workplace);

    /// <summary>From the first full-time study that ended before work to the present post; what runs beside the main post is left to the officer.</summary>
    static string ResumeOf(List<Post> posts, List<Study> studies)
    {
        var begun = posts.Count > 0 ? posts[0].BeganOn : (DateOnly?)null;
        return string.Join('\n', studies.Where(study => begun is null || study.EnteredOn < begun).Select(study => FormText.ResumeLine(study.EnteredOn, study.GraduatedOn, $"{study.School}{study.Major}专业学习"))
            .Concat(posts.Select(post => FormText.ResumeLine(post.BeganOn, post.EndedOn, post.UnitName + post.PostName))));
    }

    /// <summary>The text of other programs' files is kept as their grammar has it: 200203；民盟；民革.</summary>
    static string PartyTime(Cadre cadre)
    {
        if (string.IsNullOrWhiteSpace(cadre.PartyText)) return FormText.PartyTime(cadre.Politics, cadre.PartyJoinedOn);
        var parts = cadre.PartyText.Split(['；', ';'], StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries);
        var joined = Month.TryParse(parts[0], out var month, out _, orFullDate: true) ? month : (Month?)null;
        var parties = string.Join('、', parts.Skip(joined is null ? 0 : 1));
        return (joined, parties) switch
        {
            ({ } when, "") => when.ToString(),
            ({ } when, _) => $"{parties}（{when}）",
            _ when parties.StartsWith('（') || parties.StartsWith('(') => parties,
            _ => $"（{parties}）",
        };
    }

    static string Name(CodeSet codes, string? code) => code is null ? "" : codes.NameOf(code);
    static string Lines(params string?[] lines) => string.Join('\n', lines.Where(line => !string.IsNullOrWhiteSpace(line)));

    sealed class Cadre
    {
        public Guid Id { get; init; }
        public string LocalityPath { get; init; } = "";
        public string Name { get; init; } = "";
        public string? UnitName { get; init; }
        public string? Sex { get; init; }
        public DateOnly? BirthOn { get; init; }
        public string? Nation { get; init; }
        public string? NativePlace { get; init; }
        public string? BirthPlace { get; init; }
        public string? Politics { get; init; }
        public string? PartyText { get; init; }
        public DateOnly? PartyJoinedOn { get; init; }
        public DateOnly? WorkBeganOn { get; init; }
        public DateOnly? AgeLimitOn { get; init; }
        public string? Health { get; init; }
        public string? TechnicalTitle { get; init; }
        public string? Specialty { get; init; }
        public string? FullTimeEducation { get; init; }
        public string? FullTimeEducationText { get; init; }
        public string? FullTimeDegree { get; init; }
        public string? FullTimeDegreeText { get; init; }
        public string? FullTimeSchool { get; init; }
        public string? FullTimeDegreeSchool { get; init; }
        public string? InServiceEducation { get; init; }
        public string? InServiceEducationText { get; init; }
        public string? InServiceDegree { get; init; }
        public string? InServiceDegreeText { get; init; }
        public string? InServiceSchool { get; init; }
        public string? InServiceDegreeSchool { get; init; }
        public string? PostTitle { get; init; }
        public string? ProposedPost { get; init; }
        public string? PostToRemove { get; init; }
        public string? Resume { get; init; }
        public string? Rewards { get; init; }
        public string? AssessmentSummary { get; init; }
        public string? AppointmentReason { get; init; }
        public string? SubmittingUnit { get; init; }
        public DateOnly? AgeReckonedOn { get; init; }
        public DateOnly? FormFilledOn { get; init; }
        public string? FormFilledBy { get; init; }
    }

    sealed record Post(Guid CadreId, string UnitName, string PostName, DateOnly BeganOn, DateOnly? EndedOn);
    sealed record Study(Guid CadreId, string School, string? Major, DateOnly EnteredOn, DateOnly? GraduatedOn);
    sealed record Photo(Guid CadreId, byte[] Content);

    sealed class Year
    {
        public Guid CadreId { get; init; }
        public int Number { get; init; }
        public string Grade { get; init; } = "";
    }

    sealed class Relative
    {
        public Guid CadreId { get; init; }
        public string Name { get; init; } = "";
        public string? Relation { get; init; }
        public string? RelationText { get; init; }
        public DateOnly? BirthOn { get; init; }
        public string? Politics { get; init; }
        public string? PoliticsText { get; init; }
        public string? Workplace { get; init; }
        public string? Situation { get; init; }
    }
}
