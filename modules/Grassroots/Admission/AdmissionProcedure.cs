using R = OrgWork.Grassroots.AdmissionRules;

namespace OrgWork.Grassroots;

/// <summary>发展党员, five stages and 25 steps (《中国共产党发展党员工作细则》, rules B1). The branch acts first, then the committee above it, then the county.</summary>
public static class AdmissionProcedure
{
    static readonly CodeSet Decision = new("full_decision", "支部大会转正决议", "中国共产党章程", [new("full", "按期转正"), new("extend", "延长预备期"), new("cancel", "取消预备党员资格")]);
    static readonly CodeSet Recommendation = new("recommendation", "推荐方式", "中国共产党发展党员工作细则", [new("1", "党员推荐"), new("2", "群团组织推优")]);

    static readonly Dictionary<string, string> FullVotes = new() { ["voters"] = "full_voters", ["present"] = "full_present", ["issued"] = "full_issued", ["approve"] = "full_approve", ["oppose"] = "full_oppose", ["abstain"] = "full_abstain" };

    static Field[] Votes(string prefix = "") =>
    [
        Field.Number(prefix + "voters", "应到会有表决权的党员", 1, 10000).Required(), Field.Number(prefix + "present", "到会有表决权的党员", 0, 10000).Required(), Field.Number(prefix + "issued", "发出表决票", 0, 10000).Required(),
        Field.Number(prefix + "approve", "赞成", 0, 10000).Required(), Field.Number(prefix + "oppose", "不赞成", 0, 10000).Required(), Field.Number(prefix + "abstain", "弃权", 0, 10000).Required(),
    ];

    public static readonly Procedure Procedure = new()
    {
        Id = "admission", Title = "发展党员", Register = "applicants", ReadPermission = "grassroots.admission.read", ActPermission = "grassroots.admission.act",
        // 火线发展: what a higher committee has approved to be shortened, and its words.
        SubjectSql = """
            select a.name as title, a.locality_path, a.sex, a.birth_on, a.nation, a.education, a.occupation,
              case when f.shortens_wait then f.words end as spared_wait, case when f.shortens_fostering then f.words end as spared_fostering, case when f.shortens_training then f.words end as spared_training
            from applicant a
            left join lateral (select x.*, format('火线发展（%s）：经%s %s 批准缩短，%s', x.task, x.approved_by, to_char(x.approved_on, 'YYYY.MM.DD'), x.document_no) as words
              from applicant_frontline x where x.applicant_id = a.id and x.removed_at is null order by x.approved_on desc limit 1) f on true
            where a.id = @id and a.removed_at is null
            """,
        Facts = [Field.Date("applied_on", "递交申请"), Field.Date("activist_on", "确定积极分子"), Field.Date("candidate_on", "确定发展对象"), Field.Date("meeting_on", "入党时间"), Field.Text("introducer_names", "介绍人"), Field.Number("extension_months", "延长预备期（个月）")],
        Follows = AdmissionEffects.FollowAsync,
        Stages =
        [
            new("申请入党",
            [
                new("apply", "递交入党申请书") { Who = "本人", DateFact = "applied_on", Documents = ["入党申请书"], Checks = [new(R.Age)], Requirement = "年满十八岁，本人手写，注明日期；同时在申请人的“近亲属”里登记，供确定介绍人和排查时核对", Article = "第二章（待核）" },
                new("talk", "派人谈话") { Who = "支部", DateFact = "talked_on", Documents = ["谈话记录"], Fields = [Field.Text("talked_by", "谈话人", 36).Required()], Checks = [new(R.Talk)], Deadline = new(R.Talk), Requirement = "收到申请书后一个月内", Article = "第二章（待核）" },
            ]),
            new("入党积极分子",
            [
                new("activist", "推荐和确定积极分子") { Who = "支委会", DateFact = "activist_on", Documents = ["推荐材料", "支委会会议记录"], Fields = [Field.Code("recommendation", "推荐方式", Recommendation).Required()], Checks = [new(R.ActivistWait) { Spared = "spared_wait" }], Requirement = "党员推荐或群团推优，支委会研究", Article = "第二章（待核）" },
                new("activist_filed", "上级党委备案") { Who = "基层党委", Level = LocalityKind.Township, Documents = ["备案表"], Article = "第二章（待核）" },
                new("mentors", "指定培养联系人") { Who = "支部", Documents = ["培养教育考察登记表"], Fields = [Field.Text("mentor_names", "培养联系人", 60).Required(), Field.Number("mentors", "人数", 1, 9).Required()], Checks = [new(R.MentorsNamed)], Done = (_, deed, _) => Task.FromResult(AdmissionEffects.WhyNot(deed, "mentor_names", "mentors", "培养联系人")), Requirement = "一至二名正式党员", Article = "第二章（待核）" },
                new("foster", "培养教育考察") { Who = "支部", DateFact = "looked_on", IsRepeated = true, Fields = [Field.LongText("looked_words", "考察意见", 1000).Required()], Deadline = new(R.HalfYearLook, 30), Requirement = "每半年考察一次，不少于一年", Article = "第二章（待核）" },
            ]) { Facts = [Field.Date("applied_on", "申请"), Field.Date("activist_on", "确定积极分子"), Field.Text("mentor_names", "培养联系人"), Field.Date("looked_on", "最近考察")] },
            new("发展对象",
            [
                new("candidate", "确定发展对象") { Who = "支委会", DateFact = "candidate_on", Documents = ["征求意见材料", "支委会会议记录"], Checks = [new(R.ActivistYear) { Spared = "spared_fostering" }], Requirement = "培养教育考察满一年，听取党小组、培养联系人、党员和群众意见", Article = "第三章（待核）" },
                new("candidate_filed", "上级党委备案") { Who = "基层党委", Level = LocalityKind.Township, Documents = ["备案报告"], Article = "第三章（待核）" },
                new("introducers", "确定入党介绍人") { Who = "支部", Fields = [Field.Text("introducer_names", "入党介绍人", 60).Required(), Field.Number("introducers", "人数", 1, 9).Required()], Checks = [new(R.TwoIntroducers)], Done = (_, deed, _) => Task.FromResult(AdmissionEffects.WhyNot(deed, "introducer_names", "introducers", "入党介绍人")), Requirement = "两名正式党员，一般由培养联系人担任", Article = "第三章（待核）" },
                new("vetting", "政治审查") { Who = "基层党委", Level = LocalityKind.Township, DateFact = "vetted_on", Documents = ["政治审查综合材料"], Fields = [Field.Flag("is_vetted", "政治审查合格").Required()], Checks = [new(R.Vetting)], Requirement = "未经政治审查或政治审查不合格的，不能发展入党", Article = "第三章（待核）" },
                new("training", "集中培训") { Who = "基层党委或县级组织部", Level = LocalityKind.Township, DateFact = "trained_on", IsInAnyOrder = true, Documents = ["培训结业证明"], Fields = [Field.Number("trained_days", "天数", 0, 60), Field.Number("trained_hours", "学时", 0, 500), Field.Number("trained_score", "成绩", 0, 100)], Checks = [new(R.Training) { Spared = "spared_training" }], Requirement = "不少于三天或二十四学时", Article = "第三章（待核）" },
            ]),
            new("预备党员接收",
            [
                new("review", "支委会审查") { Who = "支委会", Documents = ["支委会会议记录"], Checks = [new(R.Vetting), new(R.Training) { Spared = "spared_training" }], Requirement = "集体讨论，认为合格", Article = "第十九条" },
                new("preview", "上级党委预审") { Who = "基层党委", Level = LocalityKind.Township, DateFact = "previewed_on", Documents = ["预审批复"], Fields = [Field.Flag("is_leaving", "三个月内将离开本单位（学校）").Required(), Field.Date("leaves_on", "拟离开日期"), Field.Date("published_on", "公示开始")],
                    Checks = [new(R.Vetting), new(R.Publicity) { OnlyWith = "published_on" }, new(QuotaRule.Within)], Gathers = AdmissionEffects.QuotaAsync, Requirement = "审查材料，书面通知支部；公示按当地规定", Article = "第十九条" },
                new("form", "填写入党志愿书") { Who = "本人、介绍人", Documents = ["入党志愿书"], Fields = [Field.Text("form_no", "志愿书编号", 40).Required()], Done = AdmissionEffects.KnownAsync, Article = "第四章（待核）" },
                new("meeting", "支部大会讨论接收") { Who = "支部大会", DateFact = "meeting_on", Documents = ["支部大会会议记录和票决情况"], EachFields = Votes(), Checks = [new(R.Preview), new(R.NotLeaving), new(R.Quorum), new(R.Ballots), new(R.Resubmission), new(R.Order)],
                    Outcomes = [new("pass", "通过") { Checks = [new(R.Majority)] }, new("reject", "未通过") { Next = "review", Sets = facts => facts["rejected_on"] = facts["meeting_on"] }],
                    Requirement = "到会超过应到半数，无记名投票，赞成超过应到半数；这一天为入党时间", Article = "第四章（待核）" },
                new("county_talk", "上级党委派人谈话") { Who = "基层党委", Level = LocalityKind.Township, Documents = ["谈话意见"], Fields = [Field.Text("admission_talker", "谈话人", 36).Required()], Deadline = new(R.Approval, 30), Article = "第四章（待核）" },
                new("approval", "上级党委审批") { Who = "基层党委", Level = LocalityKind.Township, DateFact = "approved_on", Documents = ["审批意见和通知"], Checks = [new(R.Approval), new(R.ApprovalLimit)], Deadline = new(R.Approval, 30), IsFinal = true,
                    Outcomes = [new("approved", "批准接收为预备党员") { Sets = facts => facts["admission"] = "approved" }, new("refused", "不予批准") { Ends = true }], Requirement = "支部上报后三个月内，特殊情况六个月内", Article = "第四章（待核）", Done = AdmissionEffects.AdmitAsync },
                new("county_filed", "县委组织部备案") { Who = "县委组织部", Level = LocalityKind.County, Documents = ["备案表"], Article = "第四章（待核）" },
            ]),
            new("预备期与转正",
            [
                new("placed", "编入支部、党小组") { Who = "支部", IsInAnyOrder = true, Fields = [Field.Text("party_group", "党小组", 36)], Article = "第五章（待核）" },
                new("oath", "入党宣誓") { Who = "党委或支部", IsInAnyOrder = true, Fields = [Field.Text("oath_place", "地点", 60)], Article = "第五章（待核）" },
                new("probation", "继续教育考察") { Who = "支部、介绍人", DateFact = "probation_on", IsRepeated = true, Fields = [Field.LongText("probation_words", "考察意见", 1000).Required()], Deadline = new(R.ProbationYear, 30, IsEarliest: true), Requirement = "预备期一年，从支部大会通过之日算起", Article = "第五章（待核）" },
                new("full_apply", "提出转正申请") { Who = "本人", DateFact = "full_applied_on", Documents = ["转正申请书"], Checks = [new(R.FullApplication)], Deadline = new(R.ProbationYear, 30, IsEarliest: true), Requirement = "预备期满前提出", Article = "第五章（待核）" },
                new("full_meeting", "支部大会讨论转正") { Who = "支部大会", DateFact = "full_meeting_on", Documents = ["支部大会会议记录和票决情况"], EachFields = Votes("full_"), Deadline = new(R.ProbationYear, 30, IsEarliest: true),
                    Checks = [new(R.ProbationYear), new(R.Quorum, FullVotes), new(R.Ballots, FullVotes), new(R.Majority, FullVotes)],
                    Outcomes =
                    [
                        new("full", "按期转正") { Sets = facts => facts["full_decision"] = "full" },
                        new("extend", "延长预备期") { Fields = [Field.Number("proposed_months", "延长（个月）", 1, 24)], Checks = [new(R.Extension, new Dictionary<string, string> { ["extension_months"] = "proposed_months" })], Sets = facts => facts["full_decision"] = "extend" },
                        new("cancel", "取消预备党员资格") { Sets = facts => facts["full_decision"] = "cancel" },
                    ],
                    Gathers = (_, deed, _) => Task.FromResult<IReadOnlyDictionary<string, string>>(new Dictionary<string, string> { ["extensions"] = deed.Case.Facts["extensions"] ?? "0" }),
                    Requirement = "预备期满；按期转正、延长一次（半年至一年）或取消", Article = "第五章（待核）" },
                new("full_approval", "上级党委审批转正") { Who = "基层党委", Level = LocalityKind.Township, DateFact = "full_approved_on", Documents = ["审批意见和通知"], Checks = [new(R.FullApproval)], Deadline = new(R.FullApproval, 30), IsFinal = true,
                    Outcomes =
                    [
                        new("full", "批准按期转正") { When = facts => facts["full_decision"] == "full", Sets = facts => facts["is_full"] = "true" },
                        new("extend", "批准延长预备期") { When = facts => facts["full_decision"] == "extend", Next = "probation", Sets = AdmissionEffects.Extend },
                        new("cancel", "批准取消预备党员资格") { When = facts => facts["full_decision"] == "cancel", Ends = true },
                        new("back", "不同意，退回支部重议") { Next = "full_meeting", Sets = facts => facts["full_decision"] = null },
                    ],
                    Requirement = "支部大会后三个月内", Article = "第五章（待核）", Done = AdmissionEffects.ConfirmAsync },
                new("filed", "材料归档") { Who = "基层党委", Level = LocalityKind.Township, Documents = ["归档材料清单"], Requirement = "志愿书、申请书、政审材料、转正申请书、考察登记表入档", Article = "第五章（待核）" },
            ]),
        ],
    };
}
