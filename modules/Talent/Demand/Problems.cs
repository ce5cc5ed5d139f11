using static OrgWork.Talent.TalentWork;

namespace OrgWork.Talent;

/// <summary>企业引才难题: by type, handled by whom, closed when the enterprise confirms it.</summary>
public static class Problems
{
    public static readonly CodeSet Kind = new("enterprise_problem_kind", "类型", "不愿投入、急需急找、单打独斗（各地可另定）", [new("1", "不愿投入"), new("2", "急需急找"), new("3", "单打独斗"), new("9", "其他")]);
    static readonly CodeSet ActionForm = new("employer_action_form", "方式", "本平台", [new("1", "校园招聘"), new("2", "网络招聘"), new("3", "猎头委托"), new("4", "柔性合作"), new("5", "员工引荐"), new("9", "其他")]);

    public static readonly Rule<DueFacts> InTime = IntroductionRules.Due("talent.enterprise-problems.due", "企业引才难题按期办结", "难题超期没有办结", "red", new("enterprise-problems", "select p.id, p.locality_path, p.title, p.due_on, p.closed_on as done_on from enterprise_problem p where p.removed_at is null and p.closed_on is null and p.due_on is not null"), "grace", "宽限", 0);

    public static readonly Register Register = new()
    {
        Id = "enterprise-problems", Title = "企业引才难题", Noun = "难题", Counter = "个", Table = "enterprise_problem", ReadPermission = Employers.Read, WritePermission = Employers.Edit,
        Fields =
        [
            Field.Text("title", "难题", 100).Required().Wide(), Field.Row("employer_id", "企业", "employers").Required().Listed().Filter(), Field.Code("kind", "类型", Kind).Required().Listed().FirstFilter(), Field.Date("raised_on", "提出").Required().Listed().FirstFilter().Sortable().Past(),
            Field.Text("handler", "办理单位").Listed().Filter().ByDeed(), Field.Date("due_on", "期限").Listed().Filter().ByDeed(), Field.LongText("measure", "措施", 500).ByDeed(), Field.Date("closed_on", "办结").Listed().Filter().ByDeed(), Field.LongText("result", "结果", 500).ByDeed(), Field.Text("confirmed_by", "企业确认人").ByDeed(),
        ],
        Rules = [InTime],
        Conditions = [new("待交办", "due_on.none=1&closed_on.none=1") { Light = "yellow" }, new("在办", "due_on.from=1900.01.01&closed_on.none=1"), ReadyCondition.Of(InTime), new("已办结", "closed_on.from=1900.01.01")],
        Deeds =
        [
            Deed("assign", "交办", Employers.Edit, "办理单位在期限内拿出结果，由企业确认", "update enterprise_problem set handler = @handler, due_on = @due_on, measure = @measure, version = version + 1 where id = @id and closed_on is null and raised_on <= @due_on", "已经办结，或期限早于提出", Field.Text("handler", "办理单位", 60).Required(), Field.Date("due_on", "期限").Required(), Field.LongText("measure", "措施", 500).Required()),
            Deed("close", "办结", Employers.Edit, "由企业确认结果，计入解决率和办理天数", "update enterprise_problem set closed_on = @on, result = @result, confirmed_by = @confirmed_by, version = version + 1 where id = @id and closed_on is null and due_on is not null and raised_on <= @on", "还没有交办或已经办结，或日期早于提出", Field.Date("on", "日期").Required().Past(), Field.LongText("result", "结果", 500).Required(), Field.Text("confirmed_by", "企业确认人", 36).Required()),
        ],
    };

    /// <summary>What an employer does on its own to find people.</summary>
    public static Register Own => new()
    {
        Id = "actions", Title = "自主引才", Noun = "行动", Counter = "次", Table = "employer_action", ParentColumn = "employer_id", BeganColumn = "acted_on", ReadPermission = Employers.Read, WritePermission = Employers.Edit,
        Fields = [Field.Text("words", "内容", 200).Required().Listed(), Field.Date("acted_on", "日期").Required().Listed().Past(), Field.Code("form", "方式", ActionForm).Required().Listed(), Field.Number("posts", "推出岗位", 0, 10_000).Required().Listed().DefaultsTo("0"), Field.Number("spent", "花费（元）", 0, 100_000_000).Required().Listed().DefaultsTo("0"), Field.Number("introduced", "引进人数", 0, 10_000).Required().Listed().DefaultsTo("0")],
    };
}
