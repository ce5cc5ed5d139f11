namespace OrgWork.Grassroots;

/// <summary>Who is to come: all members, those who hold a post in the branch, those of one group, the leading members of a committee.</summary>
public enum Circle { Members, Committee, Group }

/// <summary>A part of a meeting that has to be there before it is confirmed.</summary>
/// <param name="NeedsFile">a document, not words alone</param>
public sealed record MeetingStep(string Id, string Title, string Hint, bool NeedsFile = false)
{
    /// <summary>Under which its files hang on the meeting.</summary>
    public string Files => "meetings." + Id;
}

/// <summary>A kind of meeting (三会一课 and the rest): one form, one record, one table; what differs is said here.</summary>
public sealed record MeetingKind(string Code, string Name, Circle Circle)
{
    /// <summary>Of committees and leading groups, not of branches.</summary>
    public bool IsOfCommittees { get; init; }
    /// <summary>Counted for a year that may not be the one it is held in: 2025 年度组织生活会 in February 2026.</summary>
    public bool IsYearly { get; init; }
    public bool HasLecturer { get; init; }
    /// <summary>“主题党日+”: study, deliberation, service, organisational life.</summary>
    public bool HasThemes { get; init; }
    /// <summary>A lecture: who speaks as what, and in which form; kept to be given again.</summary>
    public bool IsLecture => Code == Lecture;
    /// <summary>It teaches: the category is asked for, and the year shows which were left out.</summary>
    public bool IsEducation => Code is Lecture or ThemeDay or Study or General;
    public bool IsCeremony => Code == Ceremony;
    public string LecturerWord => Code switch { Study => "领学人", Ceremony => "领誓人、主持人", _ => "讲课人" };
    /// <summary>Who was not there studies it later.</summary>
    public bool IsMadeUp => Code is Study or Lecture;
    /// <summary>Points of an agenda, each with its study, vote or decision.</summary>
    public bool HasAgenda { get; init; }
    public IReadOnlyList<MeetingStep> Steps { get; init; } = [];
    /// <summary>As which other kinds one meeting may count.</summary>
    public IReadOnlyList<string> MayAlsoBe { get; init; } = [];
    /// <summary>What the place for the text says.</summary>
    public string ContentHint { get; init; } = "议程、发言要点；也可以只写要点，另传会议记录照片";

    public const string General = "11", Committee = "12", Group = "13", Lecture = "14", ThemeDay = "21", LifeMeeting = "22", Appraisal = "23", Session = "31", DemocraticLife = "32", Study = "33", Ceremony = "41", CheckUp = "42";

    static readonly MeetingStep[] LifeSteps =
    [
        new("study", "会前学习", "学了什么，几次"),
        new("talks", "谈心谈话", "谁和谁谈，多少人次"),
        new("problems", "查摆问题", "支部班子和党员查出的问题"),
        new("criticism", "批评和自我批评", "开展情况，提了多少条"),
        new("rectification", "整改措施", "问题清单、责任人、时限"),
    ];

    public static readonly IReadOnlyList<MeetingKind> All =
    [
        new(General, "支部党员大会", Circle.Members) { MayAlsoBe = [Lecture, ThemeDay] },
        new(Committee, "支部委员会会议", Circle.Committee),
        new(Group, "党小组会", Circle.Group),
        new(Lecture, "党课", Circle.Members) { HasLecturer = true, MayAlsoBe = [ThemeDay], ContentHint = "课的要点，讨论情况" },
        new(ThemeDay, "主题党日", Circle.Members) { HasThemes = true, MayAlsoBe = [Lecture], ContentHint = "做了什么，效果如何" },
        new(LifeMeeting, "组织生活会", Circle.Members) { IsYearly = true, Steps = LifeSteps, MayAlsoBe = [Appraisal, General] },
        new(Appraisal, "民主评议党员大会", Circle.Members) { IsYearly = true, MayAlsoBe = [General], ContentHint = "个人自评、党员互评、民主测评的组织情况；各人等次在“民主评议”里登记" },
        new(Session, "党委（党组）会议", Circle.Committee) { IsOfCommittees = true, HasAgenda = true },
        new(DemocraticLife, "民主生活会", Circle.Committee)
        {
            IsOfCommittees = true, IsYearly = true,
            Steps =
            [
                new("theme", "会议主题", "上级规定的主题", NeedsFile: true),
                new("study", "会前学习", "学了什么，几次", NeedsFile: true),
                new("opinions", "征求意见", "范围、条数", NeedsFile: true),
                new("talks", "谈心谈话", "班子成员之间、与分管单位负责人", NeedsFile: true),
                new("materials", "对照检查材料", "班子一份，每名成员一份", NeedsFile: true),
                new("criticism", "批评记录", "自我批评和相互批评", NeedsFile: true),
                new("problems", "问题清单", "班子和个人", NeedsFile: true),
                new("rectification", "整改清单", "措施、责任人、时限", NeedsFile: true),
                new("comment", "督导组点评", "上级督导组的意见", NeedsFile: true),
                new("report", "情况报告", "报上级党组织", NeedsFile: true),
            ],
        },
        new(Study, "理论学习中心组学习", Circle.Committee)
        {
            IsOfCommittees = true, HasLecturer = true, ContentHint = "学习专题、研讨情况",
            // What the archive of a session has to hold.
            Steps = [new("plan", "学习方案、通知", "专题、时间、参加人、发言人"), new("speeches", "研讨发言", "谁发了言，书面材料几份"), new("record", "学习记录", "记录或简报", NeedsFile: true)],
        },
        new(Ceremony, "政治仪式", Circle.Members) { HasLecturer = true, ContentHint = "过程，宣誓人、过生日的党员" },
        new(CheckUp, "政治体检", Circle.Members)
        {
            Steps =
            [
                new("theory", "对标", "同新思想对标，差距在哪里"),
                new("centre", "对表", "同党中央要求对表"),
                new("rules", "扫描", "拿党章党规扫描"),
                new("masses", "透视", "用群众新期待透视"),
                new("models", "对照", "跟先进典型对照"),
                new("measures", "整改措施", "问题、责任人、时限"),
            ],
        },
    ];

    public static readonly CodeSet Codes = new("meeting_kind", "组织生活类型", "支部工作条例（试行）、党内政治生活若干准则", [.. All.Select(kind => new Code(kind.Code, kind.Name))]);
    public static readonly CodeSet LecturerKinds = new("lecturer_kind", "讲课人身份", "本平台", [new("1", "领导干部"), new("2", "党组织书记"), new("3", "专家、讲师"), new("4", "党员")]);
    public static readonly CodeSet LectureForms = new("lecture_form", "党课形式", "本平台（各地可另定）", [new("1", "专题党课"), new("2", "情景互动式党课"), new("3", "故事党课"), new("4", "戏曲党课"), new("9", "其他")]);
    public static readonly CodeSet Ceremonies = new("ceremony", "仪式种类", "本平台", [new("1", "重温入党誓词"), new("2", "重温党章"), new("3", "入党宣誓"), new("4", "过政治生日"), new("9", "其他")]);
    public static readonly CodeSet States = new("meeting_state", "状态", "本平台", [new("1", "计划"), new("2", "未确认"), new("3", "已确认"), new("4", "已退回")]);

    public static MeetingKind? Of(string? code) => All.FirstOrDefault(kind => kind.Code == code);
}
