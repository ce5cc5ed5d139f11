namespace OrgWork.Cadres;

/// <summary>干部更正申请: what a cadre may ask to be put right in the own file, and on whose decision.</summary>
public static class CadreCorrections
{
    public const string Own = "cadres.own.view", Ask = "cadres.own.ask";

    public static readonly OwnCorrections Corrections = new()
    {
        Of = () => CadreFiles.Register, Table = "cadre_correction", Title = "更正申请", Noun = "干部", Ask = Ask, Read = "cadres.files.read", Edit = "cadres.files.edit", TakesEvidence = true,
        // 三龄两历一身份 are not among them: they are determined from the archive, and corrected by the office.
        Items = [new("native_place", "籍贯"), new("birth_place", "出生地"), new("health", "健康状况"), new("technical_title", "专业技术职务"), new("specialty", "熟悉专业有何专长"), new("full_time_school", "全日制毕业院校系及专业"), new("in_service_school", "在职毕业院校系及专业")],
        Hint = "年龄、工龄、党龄、学历、经历、身份按档案认定，选“其他”写明。",
        LeftToTheOffice = "“其他”的请先在名册里改好，三龄两历一身份须先认定",
        TieConsequence = "这个账号登录后能看到本人的档案和考核结果，能交述职报告、提更正申请和复核；看不到别人的",
        TieHint = "由本级管理员先建好，姓名与名册一致，并授予“干部本人”角色",
        Carried = [Field.Code("management", "管理类别", StandardCodes.ManagementPower).ByDeed()],
        KeptFrom = request => Keeping.From(request.GetValueOrDefault("management") as string),
        Actions = [new("证据材料", "cadres/own/evidence", "cadres.files.read", IsForOne: true)],
    };
}
