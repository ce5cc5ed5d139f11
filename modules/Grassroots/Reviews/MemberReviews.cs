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
        Deeds =
        [
            new("settle", "认定改正", PartyMeetings.Edit)
            {
                Consequence = "不合格党员的限期改正到此结束；没有改正的，另按组织处置程序办理",
                Fields = [Field.Date("follow_done_on", "认定日期").Required().Past(), Field.Text("follow_up", "处置措施和认定意见", 200).Required()],
                Done = async (db, deed, stop) => await db.ExecuteAsync("update member_review set follow_done_on = @on, follow_up = @words, version = version + 1 where id = @Id and grade = '4' and follow_done_on is null", new { deed.Id, on = deed.Day("follow_done_on"), words = deed.Text("follow_up") }, stop) == 0 ? "不是不合格，或已经认定过" : null,
            },
        ],
    };
}
