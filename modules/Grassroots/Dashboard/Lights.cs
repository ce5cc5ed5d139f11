namespace OrgWork.Grassroots.Dashboard;

/// <summary>A light of the board: rules over one population, and the list that names exactly those who break them.</summary>
/// <param name="Column">the matter it stands under</param>
/// <param name="Path">below the place: the list</param>
/// <param name="Query">what narrows it to the light</param>
public sealed record BoardLight(string Column, string Words, string Counter, IReadOnlyList<Rule> Rules, string Permission, string Path, string Query)
{
    public string Kind => Rules.Any(rule => rule.Light == "red") ? "red" : "yellow";

    static BoardLight Of(string column, string words, string counter, Rule rule, string permission) => new(column, words, counter, [rule], permission, "grassroots/" + rule.Population!.Register, "rule=" + rule.Tail);

    /// <summary>Of one Party organisation, at a place above it.</summary>
    public string PathOf(Guid organisation) => Path == "grassroots/life" ? $"grassroots/life/branch/{organisation}" : Rules[0].Population!.Register == "organisations" ? $"{Path}/{organisation}" : $"{Path}?{Query}&organisation_id={organisation}";

    /// <summary>A subject's own page; what a branch owes in meetings stands on its year.</summary>
    public string PathOfSubject(Guid id) => Path == "grassroots/life" ? $"grassroots/life/branch/{id}" : $"{Path}/{id}";

    /// <summary>What a township asks every morning, in its order.</summary>
    public static readonly IReadOnlyList<BoardLight> All =
    [
        Of("任期", "超届", "个", OrganisationRules.TermOver, "grassroots.organisations.read"), Of("任期", "将届满", "个", OrganisationRules.TermNear, "grassroots.organisations.read"),
        new("组织生活", "没有开够", "个", [.. Duty.All.Select(duty => duty.Rule)], PartyMeetings.Read, "grassroots/life", "lacks=any"),
        Of("发展党员", "期满未转正", "人", MemberRules.ProbationOver, "grassroots.members.read"), Of("发展党员", "考察到期", "人", AdmissionRules.HalfYearLook, "grassroots.admission.read"),
        Of("流动党员", "半年没有联系", "人", FloatingRules.Contact, "grassroots.floating.read"),
        Of("党费", "欠交半年以上", "人", MemberRules.DuesHalfYear, "grassroots.members.read"), Of("党费", "欠交三个月以上", "人", MemberRules.DuesThreeMonths, "grassroots.members.read"),
    ];
}
