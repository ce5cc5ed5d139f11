namespace OrgWork.Grassroots;

/// <summary>党员更正申请: what a member may ask to be put right in the own file; the township decides.</summary>
public static class MemberCorrections
{
    public const string Own = "grassroots.own.view", Ask = "grassroots.own.ask";

    public static readonly OwnCorrections Corrections = new()
    {
        Of = () => PartyMembers.Register, Table = "correction", Title = "党员更正申请", Noun = "党员", Ask = Ask, Read = "grassroots.members.read", Edit = "grassroots.members.edit",
        Items = [new("native_place", "籍贯"), new("education", "学历"), new("applied_on", "申请入党时间"), new("introducers", "入党介绍人"), new("occupation", "工作岗位"), new("workplace", "工作单位及职务"), new("work_began_on", "参加工作时间")],
        LeftToTheOffice = "“其他”的请先在名册里改好",
        TieConsequence = "这个账号登录后能看到本人的档案、党费、学习和组织生活，能提更正申请；看不到别人的",
        TieHint = "由本级管理员先建好，姓名与名册一致，在所在党支部授予“党员”角色",
        Carried = [(Field.Row("organisation_id", "党支部", "organisations") with { IsListed = true }).Filter().ByDeed()],
    };
}
