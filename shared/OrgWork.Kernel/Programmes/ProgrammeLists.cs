namespace OrgWork.Kernel;

/// <summary>Registers of the platform from which a programme takes who or what it is about, instead of typing names again.</summary>
/// <param name="Key">as it stands in a description</param>
/// <param name="View">what the module publishes of it</param>
/// <param name="IsOfPeople">it publishes the year of birth as well, by which those up to an age can be meant</param>
public sealed record ProgrammeList(string Key, string Name, string View, bool IsOfPeople = false)
{
    public const string BirthYear = "birth_year";

    public string RegisterId => "listed-" + Key;
}

public static class ProgrammeLists
{
    public static readonly IReadOnlyList<ProgrammeList> All =
    [
        new("cadre", "在职干部", "cadres.pub_cadre", IsOfPeople: true), new("organisation", "党组织", "grassroots.pub_organisation"), new("talent", "在岗人才", "talent.pub_talent"), new("employer", "用人单位", "talent.pub_employer"),
        new("village-organisation", "村（社区）党组织", "grassroots.pub_village"), new("two-new", "两新组织", "grassroots.pub_two_new"),
        new("party-member", "党员", "grassroots.pub_party_member", IsOfPeople: true), new("village-cadre", "村（社区）干部", "grassroots.pub_village_cadre", IsOfPeople: true), new("village-secretary", "村（社区）书记", "grassroots.pub_village_secretary", IsOfPeople: true),
    ];

    /// <summary>What a form may take over from a chosen unit or row of a list: what their modules publish, and no more.</summary>
    public static readonly IReadOnlyList<(string Key, string Name, string Sql)> Items =
    [
        ("name", "名称", "v.name"), ("post", "职务或单位", "nullif(substr(v.called, char_length(v.name) + 2), '')"), ("place", "所在区划", "(select l.name from org.locality l where l.path = org.home_of(v.locality_path))"),
        // What a list says of its rows' standing closes the line, in brackets: 果业支部（四星）.
        ("grade", "等次", "substring(v.called from '（([^（）]*星)）$')"),
    ];
    public static readonly IReadOnlyList<(string Key, string Name, string Sql)> UnitItems =
    [
        ("name", "名称", "v.name"), ("short", "简称", "v.short_name"), ("code", "机构编码", "v.code"), ("parent", "上级机构", "(select u.name from org.unit u where u.id = v.parent_id)"), ("place", "所在区划", "(select l.name from org.locality l where l.path = org.home_of(v.locality_path))"),
    ];

    public static ProgrammeList? Find(string? key) => All.FirstOrDefault(list => list.Key == key);

    /// <summary><c>名册([村])</c> as the whole of a share: everything in the list that a field is chosen from, whether anything was entered of it or not.</summary>
    public static DescribedField? WholeOf(DescribedFigure figure, DescribedRegister register) =>
        figure.OutOf.Trim() is var text && text.StartsWith("名册([", StringComparison.Ordinal) && text.EndsWith("])", StringComparison.Ordinal) ? register.Open.FirstOrDefault(field => field.Kind == DescribedKind.Listed && field.Label == text[4..^2]) : null;

    /// <summary><c>计划([名校目录], [本年计划])</c> as the whole of a share: the total of a number in another register of the programme, out of which what counts here is a part.</summary>
    public static (DescribedRegister Register, DescribedField Field)? PlanOf(DescribedFigure figure, ProgrammeDescription description)
    {
        var text = figure.OutOf.Trim();
        if (!text.StartsWith("计划([", StringComparison.Ordinal) || !text.EndsWith("])", StringComparison.Ordinal) || text[4..^2].Split("], [") is not [var title, var label]) return null;
        return description.Registers.FirstOrDefault(one => one.Title == title && one.Key != figure.Register) is { } register && register.Open.FirstOrDefault(field => field.Kind == DescribedKind.Number && field.Label == label) is { } number ? (register, number) : null;
    }

    /// <summary>Whether the whole of the share is no condition on the rows that are counted.</summary>
    public static bool IsElsewhere(DescribedFigure figure, DescribedRegister register, ProgrammeDescription description) => WholeOf(figure, register) is not null || PlanOf(figure, description) is not null;

    /// <summary>What it reads of each view: names, and the year of birth only where an age is asked for.</summary>
    public static Dictionary<string, IReadOnlyDictionary<string, string>> ReadsOf(ProgrammeDescription description) => Of(description).ToDictionary(list => list.View, list =>
        description.Participants is { AgeAtMost: not null } who && who.Who == list.Key && list.IsOfPeople ? new Dictionary<string, string>(LentRegister.Columns) { [ProgrammeList.BirthYear] = "integer" } : LentRegister.Columns);

    /// <summary>Those a description makes use of.</summary>
    public static IEnumerable<ProgrammeList> Of(ProgrammeDescription description) =>
        description.AllRegisters.SelectMany(register => register.Fields).Where(field => field.Kind == DescribedKind.Listed).Select(field => Find(field.Register)).Append(Find(description.Participants?.Who)).OfType<ProgrammeList>().Distinct();
}
