using R = OrgWork.Grassroots.VillageRules;

namespace OrgWork.Grassroots;

/// <summary>人选和后备: who is to follow in a village, or stands for its elections; what the departments said of them.</summary>
public static class VillageCandidates
{
    public static readonly CodeSet Aims = new("village_aim", "人选职务", "本平台", [new("1", "党组织书记"), new("2", "党组织副书记、委员"), new("3", "村（居）委会主任"), new("4", "村（居）委会副主任、委员"), new("5", "村务监督委员会成员")]);

    public static readonly Register Register = new()
    {
        Id = "village-candidates", Title = "村（社区）人选和后备", Noun = "人选、后备", Counter = "人", Table = "village_candidate", IsPerson = true, EndedColumn = "left_on", ReadPermission = VillageCadres.Read, WritePermission = VillageCadres.Edit, OpenPermission = VillageCadres.Open,
        Fields =
        [
            Field.Name(), Field.Code("sex", "性别", StandardCodes.Sex).Required().Listed().Filter(), Field.Date("birth_on", "出生日期").Required().Listed().FirstFilter().Sortable().WithAge().Past(), Field.Code("nation", "民族", StandardCodes.Nation).Required().DefaultsTo("01"), Field.Code("education", "学历", StandardCodes.Education).Required().Listed().Filter(), Field.Flag("is_member", "中共党员").Listed().Filter(),
            (Field.Row("organisation_id", "村（社区）党组织", "organisations") with { IsRequired = true, IsListed = true, IsWide = true }).Filter(), Field.Code("aim", "人选职务", Aims).Listed().FirstFilter().Hinted("列为换届或补选人选的填写，须经联审"), Field.Flag("is_reserve", "后备人才").Listed().FirstFilter(), Field.Code("source", "来源", VillageCadres.Sources).Required().Listed().Filter(),
            Field.Text("mentor", "帮带人", 36).Listed().In("培养"), Field.Text("tryout", "跟班、试岗岗位", 60).Listed().In("培养"), Field.Date("listed_on", "列入日期").Required().Filter().Sortable().Past().In("培养"), Field.Date("reviewed_on", "最近年度评议").Filter().ByDeed().In("培养"), Field.LongText("review_words", "评议意见", 500).ByDeed().In("培养"),
            Field.Row("follows_id", "拟接任", "village-cadres").Filter().ByDeed().In("进展"), Field.Date("passed_on", "联审通过").Listed().Filter().ByDeed().In("进展"), Field.Date("appointed_on", "任用日期").Filter().ByDeed().In("进展"), Field.Date("left_on", "退出日期").Filter().ByDeed().In("进展"), Field.Text("left_words", "退出原因", 200).ByDeed().In("进展"),
            Field.Identity().In("证件联系"), Field.Phone("phone", "联系电话").In("证件联系"), Field.LongText("remark", "备注", 1000).In("证件联系"),
        ],
        Rules = [R.ReserveReviewed],
        Conditions = [new("后备人才", "is_reserve=1"), new("换届（补选）人选", "aim=1,2,3,4,5"), new("待联审的人选", "aim=1,2,3,4,5&passed_on.none=1") { Light = "yellow" }, new("没有帮带人的后备", "is_reserve=1&mentor.none=1"), ReadyCondition.Of(R.ReserveReviewed), new("已退出", "left_on.from=1900.01.01")],
        Actions = [new("提请联审…", "grassroots/joint-reviews/new", VillageCadres.Act, Writes: true), new("书记任职备案…", "grassroots/filings/new", VillageCadres.Act, Writes: true)],
        Deeds = [VillageDeeds.ReviewReserve, VillageDeeds.DropReserve, VillageDeeds.ElectToCommittee],
    };
}
