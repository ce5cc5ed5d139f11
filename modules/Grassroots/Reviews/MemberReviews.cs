namespace OrgWork.Grassroots;

/// <summary>民主评议党员: self, mutual, tally, grade, once a year for every full member; who is probationary takes part and gets no grade.</summary>
public static class MemberReviews
{
    public static readonly CodeSet Grades = new("review_grade", "评议等次", "支部工作条例（试行）第十八条", [new("1", "优秀"), new("2", "合格"), new("3", "基本合格"), new("4", "不合格")]);

    public static readonly Register Register = new()
    {
        Id = "reviews", Title = "民主评议党员", Noun = "评议结果", Counter = "人次", Table = "member_review", ReadPermission = PartyMeetings.Read, WritePermission = PartyMeetings.Correct,
        Fields =
        [
            (Field.Row("member_id", "党员", "members") with { IsRequired = true, IsListed = true }).Filter(),
            Field.Number("year", "评议年度", 1949, 2200).Required().Listed().FirstFilter(),
            (Field.Row("organisation_id", "党组织", "organisations") with { IsRequired = true, IsListed = true }).Filter(),
            Field.Flag("has_self", "个人自评").Listed().Filter(),
            Field.Flag("has_mutual", "党员互评").Listed().Filter(),
            Field.Number("ballots", "收回测评票").WideScreensOnly(),
            Field.Number("votes_excellent", "优秀票").Listed(),
            Field.Number("votes_qualified", "合格票").Listed(),
            Field.Number("votes_basic", "基本合格票").Listed(),
            Field.Number("votes_failed", "不合格票").Listed(),
            Field.Code("grade", "等次", Grades).Listed().FirstFilter(),
            Field.Text("follow_up", "不合格的处置措施", 200),
            Field.Date("follow_due_on", "限期改正至").Filter(),
            Field.Date("follow_done_on", "改正认定日期").Filter().Past(),
        ],
        Conditions = [new("不合格、未认定改正", "grade=4&follow_done_on.none=1") { Light = "yellow" }, new("没有定等次", "grade.none=1"), new("优秀", "grade=1")],
    };
}
