using System.Globalization;

namespace OrgWork.Grassroots;

/// <summary>党员组织关系介绍信: counterfoil, letter and receipt on one sheet. How long it holds is the place's own (<see cref="TransferRules.LetterDays"/>).</summary>
static class TransferLetter
{
    static readonly Layout Layout = new(Paper.Form,
        Heading("中国共产党党员组织关系介绍信（存根）"),
        new PaperLine("{字号}") { Size = 12, Align = PaperAlign.End, Leading = 22 },
        Body("{姓名}同志系中共{党员类别}，组织关系由{转出党组织}转到{转往党组织}。党费已交到{党费交至}。有效期{有效期}天。"),
        Date("{开具日期}"),
        new PaperLine("经办人：") { Size = 14, Leading = 26, Above = 8, IsCut = true },
        Heading("中国共产党党员组织关系介绍信"),
        new PaperLine("{字号}") { Size = 12, Align = PaperAlign.End, Leading = 22 },
        new PaperLine("{抬头}：") { Font = PaperFont.FangSong, Size = 14, Leading = 28 },
        Body("{姓名}同志（{性别}，{年龄}岁，{民族}，系中共{党员类别}，身份证号码{身份证号}），由{转出党组织}去{转往党组织}，请转接组织关系。该同志党费已交到{党费交至}。"),
        Body("（有效期{有效期}天）"),
        new PaperLine("{落款}（盖章）") { Font = PaperFont.FangSong, Size = 14, Leading = 28, Align = PaperAlign.End, IndentEnd = 2, Above = 8 },
        Date("{开具日期}"),
        new PaperLine("党员原所在基层党委联系方式：{联系方式}") { Size = 10.5, Leading = 22, Above = 8, IsCut = true },
        Heading("中国共产党党员组织关系介绍信（回执）"),
        new PaperLine("{字号}") { Size = 12, Align = PaperAlign.End, Leading = 22 },
        new PaperLine("{落款}：") { Font = PaperFont.FangSong, Size = 14, Leading = 28 },
        Body("{姓名}同志的组织关系已转达我处，现将回执寄还，特此回复。"),
        new PaperLine("（盖章）") { Font = PaperFont.FangSong, Size = 14, Leading = 28, Align = PaperAlign.End, IndentEnd = 4, Above = 8 },
        Date("　　　年　　月　　日"),
        new PaperLine("经办人：　　　　　　　　　　联系电话：") { Size = 12, Leading = 22, Above = 4 });

    public static readonly Document Document = new()
    {
        Id = "transfer-letter", Title = "党员组织关系介绍信", Permission = "grassroots.documents.letters", TemplatePermission = "grassroots.documents.templates", IsSensitive = true,
        NumberHint = "如 临组转；年份和号由平台续编，不重号",
        Options =
        [
            Field.Text("to_head", "抬头", 60).Required().Hinted("收信的党委（组织部），如 中共某某市委组织部"),
            Field.Text("to_organisation", "转往党组织", 100).Required(),
            Field.Text("sender", "落款党组织", 60).Required(),
            Field.Number("valid_days", "有效期（天）", 1, 366).Required(),
            Field.Date("issued_on", "开具日期").Hinted("不填即今天"),
            Field.Text("contact", "联系电话、地址、邮编", 120).Hinted("印在介绍信末尾，供对方联系"),
        ],
        Limits = [new("valid_days", TransferRules.LetterDays, "usual", "days")],
        RequiredTags = ["姓名", "转往党组织", "党费交至", "有效期"],
        Layout = _ => Layout,
        Fill = FillAsync,
    };

    static PaperLine Heading(string text) => new(text) { Font = PaperFont.Title, Size = 18, Align = PaperAlign.Centre, Leading = 32, Above = 12 };
    static PaperLine Body(string text) => new(text) { Font = PaperFont.FangSong, Size = 14, Leading = 28, Indent = 2, Align = PaperAlign.Both };
    static PaperLine Date(string text) => new(text) { Font = PaperFont.FangSong, Size = 14, Leading = 28, Align = PaperAlign.End, IndentEnd = 2 };

    static async Task<IReadOnlyList<DocumentCopy>> FillAsync(DocumentRequest request)
    {
        var members = await request.Db.QueryAsync<Member>($"""
            select m.id, m.person_id, m.locality_path, m.name, m.sex, m.birth_on, m.nation, m.kind, m.dues_paid_to_on, o.name as organisation
            from {request.Table} m left join {request.AsItWas("organisation")} o on o.id = m.organisation_id where m.id = any(@ids)
            """, new { ids = request.Ids.ToArray() }, request.Stop);
        var issued = request.DayOf("issued_on");
        var copies = new List<DocumentCopy>();
        foreach (var member in request.InOrder(members.ToDictionary(member => member.Id)))
        {
            var number = await request.IdentityAsync(member.PersonId);
            var content = new DocumentContent()
                .Text("姓名", member.Name).Text("性别", member.Sex is null ? "" : StandardCodes.Sex.NameOf(member.Sex)).Text("民族", member.Nation is null ? "" : StandardCodes.Nation.NameOf(member.Nation))
                .Text("年龄", member.BirthOn is { } born ? Month.Of(born).AgeAt(issued).ToString(CultureInfo.InvariantCulture) : "　")
                .Text("党员类别", StandardCodes.MemberKind.NameOf(member.Kind)).Text("身份证号", number ?? "　　　　　　　　　")
                .Text("转出党组织", member.Organisation).Text("转往党组织", request.TextOf("to_organisation"))
                .Text("党费交至", member.DuesPaidToOn is { } paid ? $"{paid.Year}年{paid.Month}月" : "　　　年　　月")
                .Text("有效期", request.TextOf("valid_days") is { Length: > 0 } days ? days : "　　")
                .Text("抬头", request.TextOf("to_head")).Text("落款", request.TextOf("sender")).Text("联系方式", request.TextOf("contact")).Text("开具日期", FormText.LongDate(issued));
            copies.Add(new(member.Id, member.Name, member.Organisation ?? "", member.LocalityPath, content));
        }
        return copies;
    }

    sealed record Member(Guid Id, Guid PersonId, string LocalityPath, string Name, string? Sex, DateOnly? BirthOn, string? Nation, string Kind, DateOnly? DuesPaidToOn, string? Organisation);
}
