namespace OrgWork.Kernel;

/// <summary>Why somebody went on although a rule of the kind “一般应当” was not met, and who approved it.</summary>
public sealed record RuleWaiver(string Reason, string Approver, DateOnly ApprovedOn);

/// <summary>A waiver as it was recorded.</summary>
public sealed record WaivedRow(string Rule, string LocalityPath, string? Register, Guid? RowId, string Title, string Found, string Deed, string Reason, string Approver, DateOnly ApprovedOn, string WaivedByName, DateTime WaivedAt);
