namespace OrgWork.Kernel;

/// <summary>
/// The national code tables that files of cadres, Party members, Party organisations, talents and units are kept in.
/// Codes are texts. Some numberings circulate in two generations, and some tables are not published with numbers;
/// so data from elsewhere is matched by name (<see cref="CodeSet.Named"/>), and where the numbers are our own, the source says so.
/// </summary>
public static partial class StandardCodes
{
    /// <summary>Every table, for a page that shows them.</summary>
    public static IReadOnlyList<CodeSet> All =>
    [
        Sex, Nation, Politics, Health, Marriage, Occupation, Kinship,
        Education, Degree, StudyKind, TrainingKind,
        PostLevel, InstitutionGrade, Rank, PersonKind, ManagementState, ManagementPower, Establishment, TeamSeat, SelectionMethod, PostState,
        AssessmentKind, AssessmentResult, Award, Retirement, TechnicalLevel, QualificationRoute, Expert,
        UnitKind, UnitLevel, UnitAffiliation, UnitNature,
        PartyOrganisationKind, PartyPost, MemberKind, MemberState, PartyEntryAndExit, MemberFlow,
    ];

    // "1 男; 2 女", also over several lines.
    static CodeSet Set(string id, string name, string source, string codes) => new(id, name, source,
    [
        .. codes.Split([';', '\n'], StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries)
            .Select(pair => pair.Split(' ', 2))
            .Select(pair => new Code(pair[0], pair[1])),
    ]);
}
