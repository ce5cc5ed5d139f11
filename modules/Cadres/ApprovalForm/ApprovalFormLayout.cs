namespace OrgWork.Cadres;

/// <summary>The two pages of the 干部任免审批表, in millimetres as the official form has them (columns and rows: README).</summary>
static class ApprovalFormLayout
{
    public const string AgeLimitShown = "到龄版";
    public const int FamilyRoom = 7;

    static readonly double[] Front = [18, 23, 18.8, 23, 23.2, 23.6, 36.2];
    static readonly double[] Back = [13, 19.2, 22.9, 10.1, 17.7, 13, 70.1];
    const double Row = 12, LearningRow = 17, PostRow = 16, ResumeRow = 118;

    public static readonly Layout Layout = new(Paper.Form,
        new PaperLine("干部任免审批表") { Font = PaperFont.Title, Size = 22, Align = PaperAlign.Centre, Leading = 36 },
        new PaperGrid(Front,
            new PaperRow(Row, Label("姓　名"), Value("姓名"), Label("性　别"), Value("性别"), Label("出生年月\n（　岁）"), Value("出生年月"), new("{照片}") { Down = 4, IsPicture = true }),
            new PaperRow(Row, Label("民　族"), Value("民族"), Label("籍　贯"), Value("籍贯"), Label("出 生 地"), Value("出生地")),
            new PaperEither(AgeLimitShown,
            [
                new(Row, Label("入　党\n时　间"), Value("入党时间"), Label("参加工\n作时间"), Value("参加工作时间"), Label("到　龄\n时　间"), Value("到龄时间")),
                new(Row, Label("健　康\n状　况"), Value("健康状况"), Label("专业技\n术职务"), Value("专业技术职务"), Label("熟悉专业\n有何专长"), Value("熟悉专业有何专长")),
            ],
            [
                new(Row, Label("入　党\n时　间"), Value("入党时间"), Label("参加工\n作时间"), Value("参加工作时间"), Label("健　康\n状　况"), Value("健康状况")),
                new(Row, Label("专业技\n术职务"), Value("专业技术职务", across: 2), Label("熟悉专业\n有何专长"), Value("熟悉专业有何专长", across: 2)),
            ]),
            new PaperRow(LearningRow, Label("学　历\n学　位") with { Down = 2 }, Label("全日制\n教　育"), Value("全日制学历学位", across: 2), Label("毕业院校\n系及专业"), Value("全日制毕业院校系及专业", across: 2)),
            new PaperRow(LearningRow, Label("在　职\n教　育"), Value("在职学历学位", across: 2), Label("毕业院校\n系及专业"), Value("在职毕业院校系及专业", across: 2)),
            new PaperRow(PostRow, Label("现　任　职　务", across: 2), Words("现任职务", across: 5)),
            new PaperRow(PostRow, Label("拟　任　职　务", across: 2), Words("拟任职务", across: 5)),
            new PaperRow(PostRow, Label("拟　免　职　务", across: 2), Words("拟免职务", across: 5)),
            new PaperRow(ResumeRow, PaperCell.Upright("简　历"), Resume("简历"))),
        new NewPage(),
        new PaperGrid(Back,
            new PaperRow(40, PaperCell.Upright("奖惩情况"), Words("奖惩情况", across: 6)),
            new PaperRow(22, Label("年度\n考核\n结果"), Words("年度考核结果", across: 6)),
            new PaperRow(26, PaperCell.Upright("任免理由"), Words("任免理由", across: 6)),
            new PaperRow(9, PaperCell.Upright("家庭主要成员及重要社会关系", down: 2) with { Size = 12 }, Label("称　谓"), Label("姓　名"), Label("年龄") with { Size = 10.5 }, Label("政　治\n面　貌") with { Size = 10.5 }, Label("工　作　单　位　及　职　务", across: 2)),
            new PaperRow(11, Value("称谓"), Value("亲属姓名"), Value("年龄") with { Size = 12 }, Value("亲属政治面貌") with { Size = 10.5 }, Words("工作单位及职务", across: 2) with { Size = 12 }) { Each = "家庭成员" },
            new PaperRow(27, Label("呈　报\n单　位"), new PaperCell("{呈报单位}\n\n　　　　　　　　　　　　　　　　年　　月　　日") { Across = 6 }),
            new PaperRow(54, PaperCell.Upright("审批机关意见"), Seal with { Across = 4 }, PaperCell.Upright("行政机关任免意见") with { Size = 12 }, Seal)),
        new PaperLine("填表人：{填表人}") { Size = 12, Leading = 22, Above = 4 },
        new NewPage { When = "有简历续" },
        new PaperLine("简历（续）　{姓名}") { Font = PaperFont.Hei, Size = 14, Leading = 28, When = "有简历续" },
        new PaperGrid([166], new PaperRow(245, Resume("简历续") with { Across = 1, Size = 10.5 })) { When = "有简历续" });

    static PaperCell Label(string text, int across = 1) => new(text) { Across = across };
    static PaperCell Value(string tag, int across = 1) => new($"{{{tag}}}") { Across = across };
    static PaperCell Words(string tag, int across) => new($"{{{tag}}}") { Across = across, Align = PaperAlign.Start };
    static PaperCell Resume(string tag) => new($"{{{tag}}}") { Across = 6, Size = 12, Align = PaperAlign.Start, AtTop = true, Hanging = 9 };
    static PaperCell Seal => new("（盖章）　\n年　　月　　日") { AtBottom = true, Align = PaperAlign.End };
}
