namespace OrgWork.Kernel;

/// <summary>Work that the platform does for every module, under that module's login.</summary>
public static class StandardJobs
{
    public static readonly IReadOnlyList<Job> All = [new DocumentJob(), new ExportJob(), new ImportReadingJob(), new ImportWritingJob(), new ImportUndoJob()];
}
