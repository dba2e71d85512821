{{/* What every process has in common. */}}
{{- define "hostgraph.pod" -}}
securityContext:
  runAsNonRoot: true
  runAsUser: 1000
  fsGroup: 1000
  seccompProfile: { type: RuntimeDefault }
terminationGracePeriodSeconds: 60
volumes:
  - name: data
    {{- if .Values.files.claim }}
    persistentVolumeClaim: { claimName: {{ .Values.files.claim }} }
    {{- else }}
    emptyDir: {}
    {{- end }}
  - name: tmp
    emptyDir: {}
{{- end }}
{{- define "hostgraph.container" -}}
image: "{{ .Values.image.repository }}:{{ .Values.image.tag }}"
envFrom:
  - secretRef: { name: {{ .Values.existingSecret }} }
env:
  {{- range $name, $value := .Values.env }}
  - { name: {{ $name }}, value: {{ $value | quote }} }
  {{- end }}
securityContext:
  allowPrivilegeEscalation: false
  readOnlyRootFilesystem: true
  capabilities: { drop: [ALL] }
volumeMounts:
  - { name: data, mountPath: /data }
  - { name: tmp, mountPath: /tmp }
resources: {{ toJson .Values.resources }}
{{- end }}
