using R = OrgWork.Cadres.AppointmentRules;

namespace OrgWork.Cadres;

/// <summary>选拔任用 in its main line (rules A3): 动议, 民主推荐, 考察, 讨论决定, 公示, 任职, 试用期. One batch is what one meeting decides.</summary>
public static class AppointmentProcedure
{
    public static readonly Procedure Procedure = new()
    {
        Id = "appointments", Title = "干部任免", Register = "files", ReadPermission = "cadres.appointments.read", ActPermission = "cadres.appointments.act",
        SubjectSql = "select name as title, locality_path from cadre where id = @id and removed_at is null",
        Facts = [Field.Text("target_post", "拟任职务"), Field.Date("decided_on", "讨论决定"), Field.Date("published_on", "公示开始"), Field.Date("notified_on", "任职通知"), Field.Date("probation_from", "试用期自")],
        Stages =
        [
            new("分析研判和动议", [new("motion", "动议") { Who = "党委（党组）或组织部", Fields = [Field.Text("target_post", "拟任职务", 120).Required(), Field.Code("target_level", "拟任职务层次", StandardCodes.PostLevel), Field.Flag("is_over_quota", "没有空缺的职数").Required()], Documents = ["初步建议和工作方案"], Checks = [new(R.Quota)], Requirement = "核对职数，提出初步建议", Article = "第三章" }]),
            new("民主推荐", [new("recommendation", "民主推荐") { Who = "考察组", DateFact = "recommended_on", Fields = [Field.Number("invited", "应到", 1, 10000).Required(), Field.Number("attended", "实到", 0, 10000).Required()], Documents = ["推荐情况报告"], Checks = [new(R.RecommendationTurnout)], Requirement = "谈话调研推荐和会议推荐，次序可以变通；结果一年内有效", Article = "第四章" }]),
            new("考察",
            [
                new("vetting", "组织考察") { Who = "考察组", Fields = [Field.Number("vetters", "考察组人数", 1, 50).Required(), Field.Date("archive_checked_on", "干部档案审核").Past(), Field.Date("declaration_checked_on", "个人有关事项查核").Past(), Field.Date("discipline_heard_on", "纪检监察机关意见").Past(), Field.Date("complaints_checked_on", "信访举报查核").Past()],
                    Documents = ["考察材料"], Checks = [new(R.TwoVetters)], Requirement = "凡提四必逐项填写日期", Article = "第五章", Outcomes = [new("fit", "拟提交讨论"), new("unfit", "不宜提任") { Ends = true }] },
            ]),
            new("讨论决定",
            [
                new("decision", "党委（党组）讨论决定") { Who = "党委（党组）", DateFact = "decided_on", Documents = ["会议纪要和表决情况"], Fields = [Field.Flag("has_recused", "应回避的成员已回避").Required()],
                    EachFields = [Field.Number("members", "应到成员", 1, 1000).Required(), Field.Number("present", "到会成员", 0, 1000).Required(), Field.Number("agree", "同意", 0, 1000).Required(), Field.Number("disagree", "不同意", 0, 1000).Required(), Field.Number("defer", "缓议", 0, 1000).Required()],
                    Checks = [new(R.RecommendationYear), new(R.FourChecks), new(R.Recusal), new(R.Quorum), new(R.Votes)],
                    Outcomes = [new("pass", "通过") { Checks = [new(R.Majority)] }, new("defer", "暂缓") { Next = "decision" }, new("reject", "未通过") { Ends = true }], Requirement = "三分之二以上到会，同意超过应到成员半数；逐一发表意见，主要负责人末位表态", Article = "第六章" },
            ]),
            new("任职",
            [
                new("notice", "任前公示") { Who = "组织部", DateFact = "published_on", Documents = ["公示"], Requirement = "讨论决定后、下发任职通知前", Article = "第四十二条" },
                new("appointed", "任职通知和谈话") { Who = "党委（党组）", DateFact = "notified_on", Documents = ["任职文件"], Fields = [Field.Text("document_no", "任职文号", 60).Required()], Checks = [new(R.Publicity)], Deadline = new(R.Publicity, 0, IsEarliest: true), Requirement = "公示满五个工作日",
                    Outcomes = [new("probation", "任职，试用期一年") { Sets = facts => facts["probation_from"] = facts["decided_on"] }, new("direct", "任职，不设试用期") { Next = "filed" }, new("stopped", "公示期间反映问题，不予任职") { Ends = true }], Article = "第四十二至四十五条" },
            ]),
            new("试用期和归档",
            [
                new("confirmed", "试用期满考核") { Who = "组织部", DateFact = "confirmed_on", Documents = ["试用期考核材料"], Checks = [new(R.ProbationYear)], Deadline = new(R.ProbationYear, 30, IsEarliest: true), Outcomes = [new("fit", "胜任，正式任职"), new("unfit", "不胜任，免去试任职务") { Ends = true }], Requirement = "一年，从讨论决定试任之日算起", Article = "第四十三条" },
                new("filed", "备案归档") { Who = "组织部", Documents = ["考察文书档案"], Requirement = "任免审批表入人事档案", Article = "第十章" },
            ]),
        ],
    };
}
