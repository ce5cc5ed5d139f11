namespace OrgWork.Kernel;

/// <summary>What somebody lives by; decides age, education and post.</summary>
public enum Livelihood { Official, Specialist, Employee, Worker, Farmer, Merchant, Casual, Student, CommunityWorker, Retired }

/// <summary>People who belong together: the officials of one unit, the specialists of a hospital, the members of one village.</summary>
/// <param name="MemberCount">how many of them are Party members</param>
public sealed record DemoGroup(int Index, DemoGroupKind Kind, Locality Home, DemoUnit? Unit, long FirstNumber, int Count, int MemberCount)
{
    public string PlaceName => Unit?.Name ?? Home.Name;
}

public enum DemoGroupKind { Officials, Specialists, Employees, Retired, Workers, Villagers, Residents }

/// <summary>A person of the invented city, with the facts on which the modules must agree.</summary>
/// <param name="Number">counts all people of the city</param>
/// <param name="Seat">place in the order of the group; the first ones lead it</param>
/// <param name="IdentityNumber">null where it was never entered; wrong in its check digit where a clerk mistyped it</param>
/// <param name="JoinedPartyOn">null for those who are not members</param>
public sealed record DemoPerson(
    long Number, Guid Id, DemoGroup Group, int Seat, Livelihood Livelihood,
    string Name, string NamePinyin, string NameInitials, string Sex, DateOnly BirthOn, string Nation,
    string? IdentityNumber, string NativePlace, string Phone,
    string Politics, DateOnly? JoinedPartyOn, DateOnly? WorkBeganOn,
    string FullTimeEducation, string? InServiceEducation)
{
    public string? IdentityMask => IdentityNumber is null ? null : OrgWork.Kernel.IdentityNumber.MaskOf(IdentityNumber);
    public bool IsMember => JoinedPartyOn is not null;
    public string Education => InServiceEducation ?? FullTimeEducation;
    public int AgeOn(DateOnly day) => day.Year - BirthOn.Year - (day < BirthOn.AddYears(day.Year - BirthOn.Year) ? 1 : 0);
    public DateOnly Birthday(int age) => BirthOn.AddYears(age);
}
