using R = OrgWork.Grassroots.AdjustmentRules;

namespace OrgWork.Grassroots;

/// <summary>
/// 组织设置调整 (G1.3): request, review by the level above, written answer, in force. It is about the organisation that changes; what is to be set up is
/// entered into the register as 筹建 first, and stands from the day it is in force.
/// </summary>
public static class AdjustmentProcedure
{
    const string Branch = "中国共产党支部工作条例（试行）";

    static readonly CodeSet NewKind = new("new_kind", "改设为", "ZB62", [.. ((string[])["611", "621", "631", "632"]).Select(value => new Code(value, StandardCodes.PartyOrganisationKind.NameOf(value)))]);
    static readonly Step Effect = new("effect", "办理调整")
    {
        Who = "基层党委", Level = LocalityKind.Township, DateFact = "effective_on", IsFinal = true, Deadline = new(R.InForce, 7),
        Requirement = "从生效日期起改名册、沿革和隶属关系；党员、职务随组织", Article = Branch, Done = AdjustmentEffects.EnforceAsync,
    };

    public static readonly Procedure Procedure = new()
    {
        Id = "adjustments", Title = "组织设置调整", Register = "organisations", ReadPermission = "grassroots.adjustments.read", ActPermission = "grassroots.adjustments.act",
        SubjectSql = """
            select o.name as title, o.locality_path, o.kind as new_kind, o.state as organisation_state, o.name as was_called,
                   (select count(*)::int from member m where m.organisation_id = o.id and m.removed_at is null and m.left_on is null and m.kind = '1') as full_members,
                   (select count(*)::int from member m where m.organisation_id = o.id and m.removed_at is null and m.left_on is null) as all_members
            from organisation o where o.id = @id and o.removed_at is null
            """,
        Facts = [Field.Code("change_kind", "调整类型", GrassrootsCodes.ChangeKind), Field.Code("cause", "原因", GrassrootsCodes.ChangeCause), Field.Text("request_no", "请示文号"), Field.Text("approval_no", "批复文号"), Field.Date("effective_on", "生效")],
        Papers =
        [
            new("adjustment-request", "打印请示", new Dictionary<string, string> { ["number"] = "request_no", ["request"] = "request_words", ["on"] = "requested_on" }) { When = one => one.Facts["request_words"] is not null },
            new("adjustment-answer", "打印批复", new Dictionary<string, string> { ["number"] = "approval_no", ["request_no"] = "request_no", ["organ"] = "approved_by", ["answer"] = "request_words", ["on"] = "approved_on" }) { When = one => one.Facts["approved_on"] is not null },
        ],
        Stages =
        [
            new("请示",
            [
                new("request", "提出请示")
                {
                    Who = "党组织", DateFact = "requested_on", Documents = ["请示"],
                    Fields = [Field.Code("cause", "原因", GrassrootsCodes.ChangeCause).Required(), Field.Text("request_no", "请示文号", 40), Field.LongText("request_words", "请示事项", 1000).Required().Hinted("理由、党员人数、负责人意见；印在请示上")],
                    Outcomes =
                    [
                        Kind("1", "设立（名册里先登记为“筹建”）") with { Fields = [Field.Number("full_members", "拟编入正式党员", 0, 100000).Required(), Field.Number("all_members", "拟编入全部党员", 0, 100000).Required()], Checks = Numbers },
                        Kind("2", "撤销") with { Fields = [Field.Row("heir_id", "党员划入哪个党组织", "organisations").Hinted("没有党员的不填")] },
                        Kind("3", "并入其他党组织") with { Fields = [Field.Row("into_id", "并入哪个党组织", "organisations").Required()] },
                        Kind("4", "拆分") with { Fields = [Field.Row("branch_off_id", "分出的党组织", "organisations").Required().Hinted("先在名册里登记为“筹建”"), Field.LongText("moving_members", "分出的党员", 4000).Required().Hinted("姓名用顿号或换行分开；也可以写党小组名称")] },
                        Kind("5", "更名") with { Fields = [Field.Text("new_name", "新名称", 100).Required(), Field.Text("new_short_name", "新简称", 40), Field.Text("new_code", "新代码", 30).Hinted("不变的不填；原名称、原代码仍查得到")] },
                        Kind("6", "变更隶属关系") with { Fields = [Field.Row("new_parent_id", "新的上级党组织", "organisations").Required(), Field.Text("moved_code", "新代码", 30).Hinted("不变的不填")] },
                        Kind("7", "改设（升格）") with { Fields = [Field.Code("new_kind", "改设为", NewKind).Required(), Field.Text("upgraded_name", "改设后的名称", 100).Required()], Checks = Numbers },
                    ],
                    Requirement = "写明理由、党员人数、拟设置形式", Article = Branch, Done = AdjustmentEffects.PrepareAsync,
                },
            ]),
            new("审核批复",
            [
                new("review", "上级党组织审核") { Who = "基层党委", Level = LocalityKind.Township, DateFact = "reviewed_on", Outcomes = [new("agree", "同意，报批"), new("refuse", "不同意") { Ends = true, Fields = [Field.Text("refusal", "不同意的理由", 200).Required()] }], Deadline = new(R.Answer, 10), Requirement = "核对党员人数和设置条件", Article = Branch },
                new("approve", "批复") { Who = "批准设置的党委", Level = LocalityKind.Township, DateFact = "approved_on", Documents = ["批复"], Fields = [Field.Text("approval_no", "批复文号", 40).Required(), Field.Text("approved_by", "批准机关", 60).Required()], Checks = [new(R.Answer)], Deadline = new(R.Answer, 10), Requirement = "党支部由基层党委批准，基层党委由上一级党委批准", Article = Branch },
            ]),
            new("办理", [Effect]),
        ],
    };

    static IReadOnlyList<StepCheck> Numbers => [new(R.BranchOfThree), new(R.BranchSize), new(R.GeneralBranch), new(R.Committee)];

    static StepOutcome Kind(string kind, string title) => new("kind" + kind, title) { Sets = facts => facts["change_kind"] = kind };
}
