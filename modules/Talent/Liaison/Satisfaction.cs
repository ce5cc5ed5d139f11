namespace OrgWork.Talent;

/// <summary>人才满意度: asked in waves of talents and employers, on paper or on line without names; services, liaison and environment apart.</summary>
static class Satisfaction
{
    public static readonly CodeSet Answers = new("talent_satisfaction", "满意程度", "本平台", [new("1", "满意"), new("2", "基本满意"), new("3", "不满意"), new("4", "不了解")]);

    public static readonly Rule<PollFacts> Minimum = PollRules.Minimum("talent.satisfaction.minimum", Basis.Practice("人才满意度调查办法（本单位）"));

    public static readonly PollKind Kind = new()
    {
        Id = "satisfaction", Title = "人才满意度调查", Form = PollForm.Some, Choices = Answers, Favourable = ["1", "2"], ItemNoun = "问题", ShareName = "满意率", PeriodName = "期次", ReadPermission = Liaisons.Read, ConductPermission = Liaisons.Edit,
        Groups = [new("人才"), new("用人单位")], Items = ["人才服务事项的办理", "联系领导的走访和解决困难", "人才发展环境", "人才政策的兑现"], IsOnline = true, TakesRemarks = true, Minimum = Minimum,
    };
}
