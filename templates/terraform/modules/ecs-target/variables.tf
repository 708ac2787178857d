variable "manifest" {
  description = "The pipeline.yaml of one application, decoded."
  type        = any
}
